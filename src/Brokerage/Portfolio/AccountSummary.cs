namespace Brokerage;

/// <summary>One account as one connection sees it.</summary>
public sealed record AccountSummary
{
    /// <summary>The connection, broker and account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Its name at the broker.</summary>
    public required string Name { get; init; }

    /// <summary>Its number with all but the last digits hidden.</summary>
    public required string MaskedNumber { get; init; }

    /// <summary>The currency of its figures.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Its <see cref="Balance.NetLiquidation"/>; null if not told or not read.</summary>
    public required decimal? Value { get; init; }

    /// <summary>Its <see cref="Balance.Cash"/>, negative when borrowed; null if not told or not read.</summary>
    public required decimal? Cash { get; init; }

    /// <summary>Whether its balance or its positions could not be read now and are what a store kept (<see cref="PortfolioQuery.WithKept"/>).</summary>
    public bool IsKept { get; init; }

    /// <summary>How many positions were read.</summary>
    public required int PositionCount { get; init; }

    /// <summary>
    /// Where this account is counted if another login sees the same one (<see cref="Brokerage.Account.MergeKey"/>); null if it is counted here.
    /// </summary>
    public required AccountRef? CountedThrough { get; init; }
}
