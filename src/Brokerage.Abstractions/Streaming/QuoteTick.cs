namespace Brokerage;

/// <summary>
/// A price on a stream: a struct, so that a tick costs no object. Prices per unit in quote units, sizes in units; null: not in this tick.
/// </summary>
public readonly record struct QuoteTick
{
    /// <summary>What is quoted: the very object that was subscribed with.</summary>
    public Instrument Instrument { get; init; }

    /// <summary>The best bid.</summary>
    public decimal? Bid { get; init; }

    /// <summary>The best ask.</summary>
    public decimal? Ask { get; init; }

    /// <summary>The last trade.</summary>
    public decimal? Last { get; init; }

    /// <summary>Units bid.</summary>
    public decimal? BidSize { get; init; }

    /// <summary>Units offered.</summary>
    public decimal? AskSize { get; init; }

    /// <summary>The broker's time of it (UTC), else when it arrived.</summary>
    public DateTimeOffset Time { get; init; }
}
