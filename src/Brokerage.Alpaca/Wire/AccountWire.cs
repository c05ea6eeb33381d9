namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/account. The three pattern-day-trading fields are absent since July 2026 and optional here.</summary>
internal sealed record AccountWire
{
    public string? Id { get; init; }
    public string? AccountNumber { get; init; }
    public string? Status { get; init; }
    public string? CryptoStatus { get; init; }
    public string? Currency { get; init; }
    public string? Multiplier { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }

    public decimal? Cash { get; init; }
    public decimal? Equity { get; init; }
    public decimal? LastEquity { get; init; }
    public decimal? IntradayAdjustments { get; init; }
    public decimal? LongMarketValue { get; init; }
    public decimal? ShortMarketValue { get; init; }
    public decimal? BuyingPower { get; init; }
    public decimal? NonMarginableBuyingPower { get; init; }
    public decimal? OptionsBuyingPower { get; init; }
    public decimal? DaytradingBuyingPower { get; init; }
    public decimal? InitialMargin { get; init; }
    public decimal? MaintenanceMargin { get; init; }
    public int? DaytradeCount { get; init; }

    public int? OptionsTradingLevel { get; init; }
    public bool? ShortingEnabled { get; init; }
    public bool? AccountBlocked { get; init; }
    public bool? TradingBlocked { get; init; }
    public bool? TradeSuspendedByUser { get; init; }
}
