using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/accounts/{key}/orders, a page of it, and of one order. A list of none answers 204.</summary>
internal sealed record OrdersAnswerWire : IAnswerWire
{
    [JsonPropertyName("OrdersResponse")] public OrdersWire? OrdersResponse { get; set; }

    bool IAnswerWire.IsAnswer => OrdersResponse is not null;
}

internal sealed record OrdersWire
{
    public string? Marker { get; set; }
    public string? Next { get; set; }
    [JsonPropertyName("messages")] public MessagesWire? Messages { get; set; }
    [JsonPropertyName("Order")] public IReadOnlyList<OrderWire>? Order { get; set; }
}

internal sealed record OrderWire
{
    public string? OrderId { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? OrderType { get; set; }
    [JsonPropertyName("OrderDetail")] public IReadOnlyList<OrderDetailWire>? OrderDetail { get; set; }
}

/// <summary>One order of those under an id; the answers to a preview and to placing hold it too, without what becomes of it.</summary>
internal sealed record OrderDetailWire
{
    public int? OrderNumber { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? Status { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? PriceType { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? OrderTerm { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? MarketSession { get; set; }
    public bool? AllOrNone { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? RoutingDestination { get; set; }
    public decimal? LimitPrice { get; set; }
    public decimal? StopPrice { get; set; }
    public decimal? StopLimitPrice { get; set; }
    public long? PlacedTime { get; set; }
    public long? ExecutedTime { get; set; }
    public string? ReplacedByOrderId { get; set; }
    public string? ReplacesOrderId { get; set; }
    public decimal? EstimatedCommission { get; set; }
    public decimal? EstimatedFees { get; set; }
    public decimal? EstimatedTotalAmount { get; set; }
    [JsonPropertyName("messages")] public MessagesWire? Messages { get; set; }
    [JsonPropertyName("Instrument")] public IReadOnlyList<OrderInstrumentWire>? Instrument { get; set; }
}

internal sealed record OrderInstrumentWire
{
    [JsonConverter(typeof(ETradeWordConverter))] public string? OrderAction { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? QuantityType { get; set; }
    public decimal? Quantity { get; set; }
    public decimal? OrderedQuantity { get; set; }
    public decimal? FilledQuantity { get; set; }
    public decimal? AverageExecutionPrice { get; set; }
    public decimal? EstimatedCommission { get; set; }
    public decimal? EstimatedFees { get; set; }
    public string? OsiKey { get; set; }
    public bool? ReserveOrder { get; set; }
    [JsonPropertyName("Lots")] public JsonElement? Lots { get; set; }
    [JsonPropertyName("Product")] public ProductWire? Product { get; set; }
}
