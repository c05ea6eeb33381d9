namespace Brokerage;

/// <summary>The kind of <see cref="PriceTerms"/>.</summary>
public enum PriceKind
{
    /// <summary>At the market.</summary>
    Market = 0,

    /// <summary>At a limit.</summary>
    Limit = 1,

    /// <summary>A stop.</summary>
    Stop = 2,

    /// <summary>A stop with a limit.</summary>
    StopLimit = 3,

    /// <summary>A trailing stop, distance in quote units.</summary>
    TrailingAmount = 4,

    /// <summary>A trailing stop, distance as a fraction.</summary>
    TrailingPercent = 5,

    /// <summary>A trailing stop with a limit.</summary>
    TrailingLimit = 6,
}
