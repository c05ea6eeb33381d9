using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/accounts/{key}/portfolio, a page of it; an account without holdings answers 204.</summary>
internal sealed record PortfolioAnswerWire : IAnswerWire
{
    [JsonPropertyName("PortfolioResponse")] public PortfolioWire? PortfolioResponse { get; set; }

    bool IAnswerWire.IsAnswer => PortfolioResponse?.AccountPortfolio is not null;
}

internal sealed record PortfolioWire
{
    [JsonPropertyName("AccountPortfolio")] public IReadOnlyList<AccountPortfolioWire>? AccountPortfolio { get; set; }
}

internal sealed record AccountPortfolioWire
{
    public string? NextPageNo { get; set; }
    public int? TotalPages { get; set; }
    [JsonPropertyName("Position")] public IReadOnlyList<PositionWire>? Position { get; set; }
}

internal sealed record PositionWire
{
    public string? PositionId { get; set; }
    public decimal? Quantity { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? PositionIndicator { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? PositionType { get; set; }
    public decimal? PricePaid { get; set; }
    public decimal? Commissions { get; set; }
    public decimal? OtherFees { get; set; }
    public decimal? DaysGain { get; set; }
    public decimal? MarketValue { get; set; }
    public decimal? TotalCost { get; set; }
    public decimal? TotalGain { get; set; }
    public decimal? CostPerShare { get; set; }
    public string? OsiKey { get; set; }
    [JsonPropertyName("Product")] public ProductWire? Product { get; set; }
    [JsonPropertyName("Quick")] public QuickWire? Quick { get; set; }
}

internal sealed record QuickWire
{
    public decimal? LastTrade { get; set; }
}

/// <summary>An instrument, in positions, orders, transactions and quotes. Of an option the symbol is the underlying's.</summary>
internal sealed record ProductWire
{
    public string? Symbol { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? SecurityType { get; set; }
    [JsonConverter(typeof(ETradeWordConverter))] public string? CallPut { get; set; }
    public int? ExpiryYear { get; set; }
    public int? ExpiryMonth { get; set; }
    public int? ExpiryDay { get; set; }
    public decimal? StrikePrice { get; set; }
}

/// <summary>GET /v1/accounts/{key}/portfolio/{positionId}: the purchases that a position is made of.</summary>
internal sealed record PositionLotsAnswerWire : IAnswerWire
{
    [JsonPropertyName("PositionLotsResponse")] public PositionLotsWire? PositionLotsResponse { get; set; }

    bool IAnswerWire.IsAnswer => PositionLotsResponse is not null;
}

internal sealed record PositionLotsWire
{
    [JsonPropertyName("PositionLot")] public IReadOnlyList<PositionLotWire>? PositionLot { get; set; }
}

internal sealed record PositionLotWire
{
    public string? PositionLotId { get; set; }
    public decimal? Price { get; set; }
    public decimal? MarketValue { get; set; }
    public decimal? TotalCost { get; set; }
    public decimal? TotalGain { get; set; }
    public decimal? OriginalQty { get; set; }
    public decimal? RemainingQty { get; set; }
    public decimal? AvailableQty { get; set; }
    public long? AcquiredDate { get; set; }
    public string? OrderNo { get; set; }
}
