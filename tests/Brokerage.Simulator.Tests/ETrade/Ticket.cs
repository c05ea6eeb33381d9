using System.Globalization;
using System.Text.Json;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>An order as a client writes it, in JSON or in XML.</summary>
internal sealed record Ticket
{
    private static int _count;

    public string ClientId { get; init; } = $"test{Interlocked.Increment(ref _count)}";
    public string Type { get; init; } = "EQ";
    public string PriceType { get; init; } = "LIMIT";
    public string Term { get; init; } = "GOOD_FOR_DAY";
    public string Session { get; init; } = "REGULAR";
    public string Limit { get; init; } = "";
    public string Stop { get; init; } = "";

    /// <summary>Action, quantity and product of each leg.</summary>
    public IReadOnlyList<(string Action, string Quantity, string Product)> Legs { get; init; } = [];

    public static Ticket Stock(string action, int quantity, string priceType = "LIMIT", decimal? limit = null, string symbol = "AAPL") => new()
    {
        PriceType = priceType,
        Limit = limit?.ToString(CultureInfo.InvariantCulture) ?? "",
        Legs = [(action, quantity.ToString(CultureInfo.InvariantCulture), $$"""{"securityType":"EQ","symbol":"{{symbol}}"}""")],
    };

    /// <summary>An option by its terms.</summary>
    public static string Option(Instrument.Option option) =>
        $$"""
          {"securityType":"OPTN","symbol":"{{option.Root}}","callPut":"{{(option.IsCall ? "CALL" : "PUT")}}","expiryYear":"{{option.Expires.Year}}","expiryMonth":"{{option.Expires.Month}}",
           "expiryDay":"{{option.Expires.Day}}","strikePrice":"{{option.Strike.ToString(CultureInfo.InvariantCulture)}}"}
          """;

    public string Json(string root, long? previewId = null, string extra = "") =>
        $$$"""{"{{{root}}}":{"orderType":"{{{Type}}}","clientOrderId":"{{{ClientId}}}",{{{Ids(previewId)}}}{{{extra}}}"Order":[{{{Order}}}]}}""";

    public string Xml(string root, long? previewId = null)
    {
        using var order = JsonDocument.Parse(Order);
        return $"<{root}><orderType>{Type}</orderType><clientOrderId>{ClientId}</clientOrderId>"
            + (previewId is { } id ? $"<PreviewIds><previewId>{id}</previewId></PreviewIds>" : "") + $"<Order>{Elements(order.RootElement)}</Order></{root}>";
    }

    private string Order =>
        $$"""
          {"allOrNone":"false","priceType":"{{PriceType}}","orderTerm":"{{Term}}","marketSession":"{{Session}}","stopPrice":"{{Stop}}","limitPrice":"{{Limit}}","Instrument":[{{string.Join(',', Legs.Select(Leg))}}]}
          """;

    private static string Ids(long? previewId) => previewId is { } id ? $$"""
        "PreviewIds":[{"previewId":{{id}}}],
        """ : "";

    private static string Leg((string Action, string Quantity, string Product) leg) =>
        $$"""{"Product":{{leg.Product}},"orderAction":"{{leg.Action}}","quantityType":"QUANTITY","quantity":"{{leg.Quantity}}"}""";

    private static string Elements(JsonElement record) => string.Concat(record.EnumerateObject().SelectMany(member => member.Value.ValueKind is JsonValueKind.Array
        ? member.Value.EnumerateArray().Select(item => $"<{member.Name}>{Elements(item)}</{member.Name}>")
        : [member.Value.ValueKind is JsonValueKind.Object ? $"<{member.Name}>{Elements(member.Value)}</{member.Name}>" : $"<{member.Name}>{member.Value.GetString()}</{member.Name}>"]));
}
