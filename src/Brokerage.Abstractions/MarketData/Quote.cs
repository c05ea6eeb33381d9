namespace Brokerage;

/// <summary>A quote. Prices per unit in quote units; sizes in units (shares, contracts), never in lots. Null: the broker does not say.</summary>
public sealed record Quote
{
    /// <summary>What is quoted.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The currency of the prices.</summary>
    public Currency? Currency { get; init; }

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

    /// <summary>Units traded today.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Today's first trade.</summary>
    public decimal? Open { get; init; }

    /// <summary>Today's highest trade.</summary>
    public decimal? High { get; init; }

    /// <summary>Today's lowest trade.</summary>
    public decimal? Low { get; init; }

    /// <summary>The close before today.</summary>
    public decimal? PreviousClose { get; init; }

    /// <summary>How fresh it is, with the feed's own name.</summary>
    public required Raw<Freshness> Freshness { get; init; }

    /// <summary>Who says so.</summary>
    public required BrokerId Source { get; init; }

    /// <summary>How old it is.</summary>
    public required AsOf AsOf { get; init; }
}
