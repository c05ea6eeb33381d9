namespace Brokerage;

/// <summary>Merges holdings of the same instrument in the same currency. Pure.</summary>
internal static class PositionMerger
{
    public static IReadOnlyList<MergedPosition> Merge(IEnumerable<Position> positions) =>
    [
        .. positions.GroupBy(position => (position.Instrument, position.Currency))
            .Select(group => MergeOne(group.Key.Instrument, group.Key.Currency, [.. group]))
            .OrderBy(merged => merged.Instrument.ToString(), StringComparer.Ordinal)
            .ThenBy(merged => merged.Currency.Code, StringComparer.Ordinal),
    ];

    private static MergedPosition MergeOne(Instrument instrument, Currency currency, List<Position> positions)
    {
        var parts = positions.ConvertAll(PositionPart.Of);
        var profit = PortfolioFigure.Sum(parts.Select(part => part.UnrealizedProfit));
        return new MergedPosition
        {
            Instrument = instrument,
            Currency = currency,
            Quantity = Quantity(parts),
            Long = Side(parts.FindAll(part => part.Quantity > 0m)),
            Short = Side(parts.FindAll(part => part.Quantity < 0m)),
            MarketValue = PortfolioFigure.Sum(parts.Select(part => part.MarketValue)),
            UnrealizedProfit = profit,
            UnrealizedProfitFraction = Fraction(profit, parts),
            DayProfit = PortfolioFigure.Sum(parts.Select(part => part.DayProfit)),
            Info = positions.Find(position => position.Info is not null)?.Info,
            Breakdown = parts,
        };
    }

    /// <summary>Profit as a fraction of what the parts cost; a short sale's proceeds count as its cost.</summary>
    public static decimal? Fraction(PortfolioFigure profit, IEnumerable<PositionPart> parts)
    {
        var cost = PortfolioFigure.Sum(parts.Select(part => part.Cost is { } signed ? Math.Abs(signed) : (decimal?)null));
        return Arithmetic.Divide(profit.Total, cost.Total);
    }

    private static MergedSide? Side(List<PositionPart> parts)
    {
        if (parts.Count == 0)
            return null;
        var quantity = Quantity(parts);
        var cost = PortfolioFigure.Sum(parts.Select(part => Arithmetic.Multiply(part.Quantity, part.AverageCost)));
        return new MergedSide
        {
            Quantity = quantity,
            AverageCost = Arithmetic.Divide(cost.Total, quantity),
            UnknownCosts = parts.Count(part => part.AverageCost is null),
            MarketValue = PortfolioFigure.Sum(parts.Select(part => part.MarketValue)),
        };
    }

    private static decimal? Quantity(IEnumerable<PositionPart> parts) => PortfolioFigure.Sum(parts.Select(part => (decimal?)part.Quantity)).Total;
}
