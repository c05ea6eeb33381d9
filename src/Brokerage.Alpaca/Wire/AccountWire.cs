namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/account. The three pattern-day-trading fields are absent since July 2026 and optional here.</summary>
internal sealed record AccountWire
{
    public string? Id { get; set; }
    public string? AccountNumber { get; set; }
    public string? Status { get; set; }
    public string? CryptoStatus { get; set; }
    public string? Currency { get; set; }
    public string? Multiplier { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }

    public decimal? Cash { get; set; }
    public decimal? Equity { get; set; }
    public decimal? LastEquity { get; set; }
    public decimal? IntradayAdjustments { get; set; }
    public decimal? LongMarketValue { get; set; }
    public decimal? ShortMarketValue { get; set; }
    public decimal? BuyingPower { get; set; }
    public decimal? NonMarginableBuyingPower { get; set; }
    public decimal? OptionsBuyingPower { get; set; }
    public decimal? DaytradingBuyingPower { get; set; }
    public decimal? InitialMargin { get; set; }
    public decimal? MaintenanceMargin { get; set; }
    public int? DaytradeCount { get; set; }

    public int? OptionsTradingLevel { get; set; }
    public bool? ShortingEnabled { get; set; }
    public bool? AccountBlocked { get; set; }
    public bool? TradingBlocked { get; set; }
    public bool? TradeSuspendedByUser { get; set; }
}
