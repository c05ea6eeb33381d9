namespace Brokerage.Exchange;

/// <summary>An account's figures in its base currency.</summary>
internal readonly record struct Figures(
    decimal Cash, decimal Unsettled, decimal LongValue, decimal ShortValue, decimal Initial, decimal Maintenance, decimal Unrealized, decimal CashCover)
{
    public decimal Equity => Cash + LongValue + ShortValue;
}
