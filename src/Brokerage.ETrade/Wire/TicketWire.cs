using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>POST …/orders/preview. Values travel as text, as the clients send them that are known to work.</summary>
internal sealed record PreviewOrderBodyWire
{
    [JsonPropertyName("PreviewOrderRequest")] public required OrderRequestWire PreviewOrderRequest { get; init; }
}

/// <summary>POST …/orders/place: the same as was previewed, with the preview's ids.</summary>
internal sealed record PlaceOrderBodyWire
{
    [JsonPropertyName("PlaceOrderRequest")] public required OrderRequestWire PlaceOrderRequest { get; init; }
}

internal sealed record OrderRequestWire
{
    public required string OrderType { get; init; }
    public required string ClientOrderId { get; init; }
    [JsonPropertyName("PreviewIds")] public PreviewIdBodyWire[]? PreviewIds { get; init; }
    [JsonPropertyName("Order")] public required TicketWire[] Order { get; init; }
}

internal sealed record PreviewIdBodyWire(long PreviewId);

internal sealed record TicketWire
{
    public required string AllOrNone { get; init; }
    public required string PriceType { get; init; }
    public required string OrderTerm { get; init; }
    public required string MarketSession { get; init; }
    public required string StopPrice { get; init; }
    public required string LimitPrice { get; init; }
    [JsonPropertyName("Instrument")] public required TicketInstrumentWire[] Instrument { get; init; }
}

internal sealed record TicketInstrumentWire
{
    [JsonPropertyName("Product")] public required TicketProductWire Product { get; init; }
    public required string OrderAction { get; init; }
    public required string QuantityType { get; init; }
    public required string Quantity { get; init; }
}

internal sealed record TicketProductWire
{
    public required string SecurityType { get; init; }
    public required string Symbol { get; init; }
    public string? CallPut { get; init; }
    public string? ExpiryYear { get; init; }
    public string? ExpiryMonth { get; init; }
    public string? ExpiryDay { get; init; }
    public string? StrikePrice { get; init; }
}

/// <summary>PUT …/orders/cancel.</summary>
internal sealed record CancelOrderBodyWire
{
    [JsonPropertyName("CancelOrderRequest")] public required CancelOrderWire CancelOrderRequest { get; init; }
}

internal sealed record CancelOrderWire(long OrderId);
