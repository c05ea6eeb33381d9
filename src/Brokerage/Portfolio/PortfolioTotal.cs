namespace Brokerage;

/// <summary>The totals of one currency.</summary>
public sealed record PortfolioTotal
{
    /// <summary>The currency of every figure in this row.</summary>
    public required Currency Currency { get; init; }

    /// <summary>
    /// The sum of <see cref="Balance.NetLiquidation"/> over the accounts kept in this currency, never cash plus positions. Its
    /// <see cref="PortfolioFigure.Missing"/> counts accounts whose broker did not tell it or whose balance could not be read.
    /// </summary>
    public required PortfolioFigure Value { get; init; }

    /// <summary>The sum of <see cref="Balance.Cash"/> over the same accounts; negative when borrowed.</summary>
    public required PortfolioFigure Cash { get; init; }

    /// <summary>The sum of the accounts' profit since the last close, as their brokers tell it; negative for a loss.</summary>
    public required PortfolioFigure DayProfit { get; init; }

    /// <summary>The unrealised profit of all positions quoted in this currency; negative for a loss.</summary>
    public required PortfolioFigure UnrealizedProfit { get; init; }

    /// <summary>The unrealised profit as a fraction of what these positions cost (0.1 is ten percent); null if either is not wholly known.</summary>
    public required decimal? UnrealizedProfitFraction { get; init; }
}
