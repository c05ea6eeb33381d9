namespace Brokerage.Alpaca;

/// <summary>What an account was worth over time.</summary>
/// <param name="Currency">The currency of all figures.</param>
/// <param name="BaseValue">What profits are reckoned from; null where Alpaca does not say.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="AsOf">When the history was read.</param>
public sealed record AlpacaPortfolioHistory(Currency Currency, decimal? BaseValue, IReadOnlyList<AlpacaPortfolioPoint> Points, AsOf AsOf);
