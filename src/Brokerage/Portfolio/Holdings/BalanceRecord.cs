namespace Brokerage;

/// <summary>A balance as JSON, without its account. Names are stored: they never change.</summary>
internal sealed record BalanceRecord
{
    public required string Currency { get; init; }

    public decimal? Cash { get; init; }

    public decimal? CashAvailable { get; init; }

    public decimal? UnsettledCash { get; init; }

    public decimal? Withdrawable { get; init; }

    public decimal? BuyingPower { get; init; }

    public decimal? OptionBuyingPower { get; init; }

    public decimal? DayTradingBuyingPower { get; init; }

    public decimal? MarginDebit { get; init; }

    public decimal? InitialMargin { get; init; }

    public decimal? MaintenanceMargin { get; init; }

    public decimal? MarginCall { get; init; }

    public decimal? MarketValue { get; init; }

    public decimal? NetLiquidation { get; init; }

    public decimal? DayProfit { get; init; }

    public decimal? TotalProfit { get; init; }

    public CurrencyBalanceRecord[]? ByCurrency { get; init; }

    public required DateTime Received { get; init; }

    public DateTime? BrokerTime { get; init; }
}
