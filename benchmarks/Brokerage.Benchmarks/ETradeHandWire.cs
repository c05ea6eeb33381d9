using System.Text.Json.Serialization;

namespace Brokerage.Benchmarks;

public sealed record HandPortfolioAnswer
{
    [JsonPropertyName("PortfolioResponse")] public HandPortfolioResponse PortfolioResponse { get; set; } = null!;
}

public sealed record HandPortfolioResponse
{
    [JsonPropertyName("AccountPortfolio")] public List<HandPortfolio> AccountPortfolio { get; set; } = null!;
}

public sealed record HandPortfolio
{
    public string? NextPageNo { get; set; }
    [JsonPropertyName("Position")] public List<HandETradePosition> Position { get; set; } = null!;
}

public sealed record HandETradePosition
{
    public decimal Quantity { get; set; }
    public string? PositionIndicator { get; set; }
    public decimal PricePaid { get; set; }
    public decimal Commissions { get; set; }
    public decimal OtherFees { get; set; }
    public decimal DaysGain { get; set; }
    public decimal MarketValue { get; set; }
    public decimal TotalGain { get; set; }
    [JsonPropertyName("Product")] public HandProduct Product { get; set; } = null!;
    [JsonPropertyName("Quick")] public HandQuick Quick { get; set; } = null!;
}

public sealed record HandQuick
{
    public decimal LastTrade { get; set; }
}

public sealed record HandProduct
{
    public string Symbol { get; set; } = "";
    public string? SecurityType { get; set; }
    public string? CallPut { get; set; }
    public int ExpiryYear { get; set; }
    public int ExpiryMonth { get; set; }
    public int ExpiryDay { get; set; }
    public decimal StrikePrice { get; set; }
}

public sealed record HandOrdersAnswer
{
    [JsonPropertyName("OrdersResponse")] public HandOrdersResponse OrdersResponse { get; set; } = null!;
}

public sealed record HandOrdersResponse
{
    public string? Marker { get; set; }
    [JsonPropertyName("Order")] public List<HandETradeOrder> Order { get; set; } = null!;
}

public sealed record HandETradeOrder
{
    public long OrderId { get; set; }
    public string? OrderType { get; set; }
    [JsonPropertyName("OrderDetail")] public List<HandOrderDetail> OrderDetail { get; set; } = null!;
}

public sealed record HandOrderDetail
{
    public int OrderNumber { get; set; }
    public string? Status { get; set; }
    public string? PriceType { get; set; }
    public string? OrderTerm { get; set; }
    public string? MarketSession { get; set; }
    public bool? AllOrNone { get; set; }
    public decimal LimitPrice { get; set; }
    public decimal StopPrice { get; set; }
    public long PlacedTime { get; set; }
    public long? ExecutedTime { get; set; }
    public long? ReplacedByOrderId { get; set; }
    public long? ReplacesOrderId { get; set; }
    [JsonPropertyName("Instrument")] public List<HandLeg> Instrument { get; set; } = null!;
}

public sealed record HandLeg
{
    public string? OrderAction { get; set; }
    public decimal OrderedQuantity { get; set; }
    public decimal FilledQuantity { get; set; }
    public decimal? AverageExecutionPrice { get; set; }
    public decimal EstimatedCommission { get; set; }
    public decimal EstimatedFees { get; set; }
    [JsonPropertyName("Product")] public HandProduct Product { get; set; } = null!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HandPortfolioAnswer))]
[JsonSerializable(typeof(HandOrdersAnswer))]
internal sealed partial class HandETradeJson : JsonSerializerContext;
