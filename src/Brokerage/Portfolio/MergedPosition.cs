namespace Brokerage;

/// <summary>
/// One instrument over all accounts that hold it. Long and short holdings are kept apart, so that a hedge between two brokers shows as
/// what it is and no average is divided by zero.
/// </summary>
public sealed record MergedPosition
{
    /// <summary>What is held.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The currency of every price, cost and value in this row. One instrument held in two currencies makes two rows.</summary>
    public required Currency Currency { get; init; }

    /// <summary>
    /// Long and short together: units, contracts or coins; negative when more is short than long. Null only if no decimal can hold it.
    /// </summary>
    public required decimal? Quantity { get; init; }

    /// <summary>All long holdings together; null if there are none.</summary>
    public required MergedSide? Long { get; init; }

    /// <summary>All short holdings together; null if there are none.</summary>
    public required MergedSide? Short { get; init; }

    /// <summary>
    /// The weighted average cost where all holdings are on one side, per unit in quote units without the multiplier. Null if any cost is
    /// unknown, and where long meets short: ask <see cref="Long"/> and <see cref="Short"/> for theirs.
    /// </summary>
    public decimal? AverageCost => (Long, Short) switch
    {
        ({ } only, null) => only.AverageCost,
        (null, { } only) => only.AverageCost,
        _ => null,
    };

    /// <summary>The sum of the signed market values.</summary>
    public required PortfolioFigure MarketValue { get; init; }

    /// <summary>The sum of the unrealised profits; negative for a loss.</summary>
    public required PortfolioFigure UnrealizedProfit { get; init; }

    /// <summary>The unrealised profit as a fraction of the cost (0.1 is ten percent); null if either is not wholly known.</summary>
    public required decimal? UnrealizedProfitFraction { get; init; }

    /// <summary>The sum of the profits since the last close.</summary>
    public required PortfolioFigure DayProfit { get; init; }

    /// <summary>What is known of the instrument, from the first broker that tells it.</summary>
    public required InstrumentInfo? Info { get; init; }

    /// <summary>Where it is held: one row per connection, account and bucket, as that broker tells it.</summary>
    public required IReadOnlyList<PositionPart> Breakdown { get; init; }
}
