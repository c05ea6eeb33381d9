namespace Brokerage;

/// <summary>All long, or all short, holdings of one instrument in one currency.</summary>
public sealed record MergedSide
{
    /// <summary>The gross quantity: positive when long, negative when short. Null only if no decimal can hold it.</summary>
    public required decimal? Quantity { get; init; }

    /// <summary>
    /// The average cost weighted by quantity, per unit in quote units without the multiplier; null if the cost of any part is unknown.
    /// </summary>
    public required decimal? AverageCost { get; init; }

    /// <summary>How many parts have a cost that their broker did not tell.</summary>
    public required int UnknownCosts { get; init; }

    /// <summary>The sum of the signed market values: negative when short.</summary>
    public required PortfolioFigure MarketValue { get; init; }
}
