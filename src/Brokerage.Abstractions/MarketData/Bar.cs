namespace Brokerage;

/// <summary>Prices over a stretch of time, per unit in quote units.</summary>
public sealed record Bar
{
    /// <summary>When the bar begins (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The first trade.</summary>
    public required decimal Open { get; init; }

    /// <summary>The highest trade.</summary>
    public required decimal High { get; init; }

    /// <summary>The lowest trade.</summary>
    public required decimal Low { get; init; }

    /// <summary>The last trade.</summary>
    public required decimal Close { get; init; }

    /// <summary>Units traded.</summary>
    public decimal? Volume { get; init; }
}
