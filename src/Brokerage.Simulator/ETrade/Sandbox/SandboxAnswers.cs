using System.Text.Json.Nodes;

namespace Brokerage.Simulator.ETrade.Sandbox;

/// <summary>
/// What the broker's sandbox says, whatever it is asked: neither the symbol, nor the quantity, nor the account come back, times mix seconds and
/// milliseconds, and the marker of the orders never ends. The form is the recorded one, the values are made up.
/// </summary>
internal static class SandboxAnswers
{
    /// <summary>The answer to one kind of call; null is 204.</summary>
    /// <exception cref="ETradeRefusal">The sandbox does not serve it.</exception>
    public static JsonObject? Of(string name) => name switch
    {
        "account list" => Parse(SandboxTexts.Accounts),
        "balance" => Parse(SandboxTexts.Balance),
        "portfolio" => Parse(SandboxTexts.Portfolio),
        "quotes" => Parse(SandboxTexts.Quotes),
        "option chain" => Parse(SandboxTexts.OptionChain),
        "option expirations" => Parse(SandboxTexts.Expirations),
        "look-up" => Parse(SandboxTexts.LookUp),
        "alerts" => Parse(SandboxTexts.Alerts),
        "deleted alerts" => Parse("""{ "AlertsResponse": { "result": "SUCCESS" } }"""),
        "orders" => Parse(SandboxTexts.Orders),
        "preview" => Parse(SandboxOrderTexts.Preview),
        "changed preview" => Parse(SandboxOrderTexts.ChangedPreview),
        "placed order" or "changed order" => Parse(SandboxOrderTexts.Placed),
        "cancelled order" => Parse(SandboxOrderTexts.Cancelled),
        // Nothing was recorded of these.
        "transactions" => null,
        _ => throw ETradeErrors.Unavailable(),
    };

    private static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text)!;
}
