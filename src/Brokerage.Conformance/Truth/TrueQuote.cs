namespace Brokerage.Conformance;

/// <summary>The market of one instrument as the broker's own exchange has it; null for what nobody quotes.</summary>
public sealed record TrueQuote
{
    /// <summary>Best bid.</summary>
    public required decimal? Bid { get; init; }

    /// <summary>Best ask.</summary>
    public required decimal? Ask { get; init; }

    /// <summary>Units behind the bid.</summary>
    public required decimal? BidSize { get; init; }

    /// <summary>Units behind the ask.</summary>
    public required decimal? AskSize { get; init; }

    /// <summary>Last trade.</summary>
    public required decimal? Last { get; init; }

    /// <summary>The close of the day before.</summary>
    public required decimal? PreviousClose { get; init; }

    /// <summary>When it changed last (UTC).</summary>
    public required DateTimeOffset Time { get; init; }
}
