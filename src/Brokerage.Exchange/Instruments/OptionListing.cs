namespace Brokerage.Exchange;

/// <summary>Which options on an underlying are to be listed.</summary>
public sealed record OptionListing
{
    /// <summary>What they are on: a listed stock or fund.</summary>
    public required Instrument Underlying { get; init; }

    /// <summary>The expiries; null for the next four Fridays and the three monthly expiries after them.</summary>
    public IReadOnlyList<DateOnly>? Expiries { get; init; }

    /// <summary>The strikes; null for the customary ones around the price now.</summary>
    public IReadOnlyList<decimal>? Strikes { get; init; }

    /// <summary>How many strikes on each side of the price, where <see cref="Strikes"/> is null.</summary>
    public int StrikesEachSide { get; init; } = 8;

    /// <summary>The yearly volatility that the market maker reckons with; null for the underlying's own.</summary>
    public decimal? Volatility { get; init; }

    /// <summary>The OCC root; null for the underlying's symbol without its dot.</summary>
    public string? Root { get; init; }
}
