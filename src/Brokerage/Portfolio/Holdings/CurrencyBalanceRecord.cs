namespace Brokerage;

/// <summary>A row of a balance, as JSON.</summary>
internal sealed record CurrencyBalanceRecord(string Currency, decimal? Cash, decimal? SettledCash, decimal? MarketValue, decimal? RateToBase);
