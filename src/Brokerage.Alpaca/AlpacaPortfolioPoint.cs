namespace Brokerage.Alpaca;

/// <summary>What an account was worth at one time.</summary>
/// <param name="Time">When.</param>
/// <param name="Equity">What everything was worth; null where Alpaca does not say.</param>
/// <param name="Profit">Against the base value, or for steps of less than a day against the last close; a loss is negative.</param>
/// <param name="ProfitFraction">The same as a fraction: 0.01 is one percent.</param>
public sealed record AlpacaPortfolioPoint(DateTimeOffset Time, decimal? Equity, decimal? Profit, decimal? ProfitFraction);
