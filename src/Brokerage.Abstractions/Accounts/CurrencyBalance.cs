namespace Brokerage;

/// <summary>What an account has in one currency.</summary>
public sealed record CurrencyBalance
{
    /// <summary>The currency of the row.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Cash in it; negative when borrowed.</summary>
    public decimal? Cash { get; init; }

    /// <summary>The part of the cash that has settled.</summary>
    public decimal? SettledCash { get; init; }

    /// <summary>The value of positions quoted in it; short positions count negative.</summary>
    public decimal? MarketValue { get; init; }

    /// <summary>How much of the account's base currency one unit is worth.</summary>
    public decimal? RateToBase { get; init; }
}
