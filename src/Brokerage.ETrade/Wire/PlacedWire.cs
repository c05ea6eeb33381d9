using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>The answer to a preview.</summary>
internal sealed record PreviewAnswerWire
{
    [JsonPropertyName("PreviewOrderResponse")] public PreviewWire? PreviewOrderResponse { get; set; }
}

internal sealed record PreviewWire
{
    [JsonPropertyName("MessageList")] public MessagesWire? MessageList { get; set; }
    [JsonPropertyName("PreviewIds")] public IReadOnlyList<PreviewIdWire>? PreviewIds { get; set; }
    [JsonPropertyName("Order")] public IReadOnlyList<OrderDetailWire>? Order { get; set; }
    public BuyingPowerDetailsWire? CashBpDetails { get; set; }
    public BuyingPowerDetailsWire? MarginBpDetails { get; set; }
}

internal sealed record PreviewIdWire
{
    public long? PreviewId { get; set; }
}

/// <summary>What an order takes from the buying power: for cash accounts by what has settled, for margin accounts by what can be lent on.</summary>
internal sealed record BuyingPowerDetailsWire
{
    public BuyingPowerWire? SettledUnsettled { get; set; }
    public BuyingPowerWire? Marginable { get; set; }
}

internal sealed record BuyingPowerWire
{
    public decimal? NetBp { get; set; }
}

/// <summary>The answer to placing.</summary>
internal sealed record PlacedAnswerWire
{
    [JsonPropertyName("PlaceOrderResponse")] public PlacedWire? PlaceOrderResponse { get; set; }
}

internal sealed record PlacedWire
{
    [JsonPropertyName("MessageList")] public MessagesWire? MessageList { get; set; }
    [JsonPropertyName("OrderIds")] public IReadOnlyList<OrderIdWire>? OrderIds { get; set; }
    [JsonPropertyName("Order")] public IReadOnlyList<OrderDetailWire>? Order { get; set; }

    /// <summary>Documented, and seen by one client in place of the list.</summary>
    public string? OrderId { get; set; }
}

internal sealed record OrderIdWire
{
    public string? OrderId { get; set; }
}

/// <summary>The answer to a cancel: asked for, not done.</summary>
internal sealed record CancelAnswerWire
{
    [JsonPropertyName("CancelOrderResponse")] public CancelWire? CancelOrderResponse { get; set; }
}

internal sealed record CancelWire
{
    public string? OrderId { get; set; }
    [JsonPropertyName("Messages")] public MessagesWire? Messages { get; set; }
}
