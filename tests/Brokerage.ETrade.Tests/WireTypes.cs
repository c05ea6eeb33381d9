using System.Text.Json.Serialization.Metadata;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Tests;

/// <summary>Which wire record a payload is read as, by its name.</summary>
internal static class WireTypes
{
    private static ETradeJson Json => ETradeJson.Default;

    /// <summary>Every record that an answer is read as, and those inside of them.</summary>
    public static IReadOnlyList<JsonTypeInfo> Answers { get; } = Within(
        Json.AccountListAnswerWire, Json.BalanceAnswerWire, Json.PortfolioAnswerWire, Json.PositionLotsAnswerWire, Json.TransactionListAnswerWire,
        Json.OrdersAnswerWire, Json.PreviewAnswerWire, Json.PlacedAnswerWire, Json.CancelAnswerWire, Json.QuoteAnswerWire, Json.OptionChainAnswerWire,
        Json.ExpirationsAnswerWire, Json.LookupAnswerWire, Json.AlertsAnswerWire, Json.AlertDetailsAnswerWire, Json.ErrorAnswerWire);

    public static JsonTypeInfo Info(Type type) => Json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not on the wire.");

    public static JsonTypeInfo? Of(string fixture) => fixture.Split('/') switch
    {
        ["Accounts", "GET-list"] => Json.AccountListAnswerWire,
        ["Accounts", "GET-balance"] => Json.BalanceAnswerWire,
        ["Accounts", "GET-lots"] => Json.PositionLotsAnswerWire,
        ["Accounts", var name] when Begins(name, "GET-portfolio") => Json.PortfolioAnswerWire,
        ["Accounts", var name] when Begins(name, "GET-transactions") => Json.TransactionListAnswerWire,
        ["Orders", var name] when Begins(name, "GET-order") => Json.OrdersAnswerWire,
        ["Orders", var name] when Begins(name, "POST-preview") => Json.PreviewAnswerWire,
        ["Orders", var name] when Begins(name, "POST-place") || Begins(name, "PUT-change") => Json.PlacedAnswerWire,
        ["Orders", var name] when Begins(name, "PUT-cancel") => Json.CancelAnswerWire,
        ["Market", "GET-chain"] => Json.OptionChainAnswerWire,
        ["Market", "GET-expirations"] => Json.ExpirationsAnswerWire,
        ["Market", "GET-lookup"] => Json.LookupAnswerWire,
        ["Market", var name] when Begins(name, "GET-quotes") => Json.QuoteAnswerWire,
        ["User", "GET-alerts"] => Json.AlertsAnswerWire,
        ["User", "GET-alert"] => Json.AlertDetailsAnswerWire,
        ["Errors", _] => Json.ErrorAnswerWire,
        _ => null,
    };

    private static bool Begins(string name, string with) => name.StartsWith(with, StringComparison.Ordinal);

    private static List<JsonTypeInfo> Within(params JsonTypeInfo[] roots)
    {
        List<JsonTypeInfo> all = [.. roots];
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var type in all[i].Properties.Select(property => Info(property.PropertyType)))
            {
                var inner = Brokerage.Shapes.Coverage.WireRecords.ElementOf(type) is { } element ? Info(element) : type;
                if (inner.Kind is JsonTypeInfoKind.Object && all.TrueForAll(known => known.Type != inner.Type))
                {
                    all.Add(inner);
                }
            }
        }

        return all;
    }
}
