namespace Brokerage;

/// <summary>A broker's rate limit, as data.</summary>
public sealed record RateLimit
{
    /// <summary>The adapter's name for the requests that share it: <c>trading</c>, <c>data</c>, <c>orders</c>.</summary>
    public required string Class { get; init; }

    /// <summary>Who shares it.</summary>
    public required LimitScope Scope { get; init; }

    /// <summary>So many requests …</summary>
    public required int Permits { get; init; }

    /// <summary>… in so much time.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>So many under way at once; null: as many as one likes.</summary>
    public int? AtOnce { get; init; }

    /// <summary>How long the broker answers nothing after the limit is broken; null: until the window is over.</summary>
    public TimeSpan? Penalty { get; init; }

    /// <summary>Who says so.</summary>
    public Evidence? Evidence { get; init; }
}
