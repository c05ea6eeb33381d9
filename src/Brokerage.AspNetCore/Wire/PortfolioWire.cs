namespace Brokerage.AspNetCore.Wire;

internal sealed record PortfolioReadingWire(DateTimeOffset ReadAt, IReadOnlyList<PortfolioWire> Portfolios, IReadOnlyList<FailureWire> Failures);

internal sealed record PortfolioWire
{
    public required string Environment { get; init; }

    public required bool IsComplete { get; init; }

    public required bool IsStale { get; init; }

    public required DateTimeOffset? AsOf { get; init; }

    public required IReadOnlyList<TotalWire> Totals { get; init; }

    public required IReadOnlyList<PositionWire> Positions { get; init; }

    public required IReadOnlyList<SummaryWire> Summaries { get; init; }

    public required IReadOnlyList<FailureWire> Failures { get; init; }
}

/// <summary>A sum: what is known of it, and how many parts are missing.</summary>
internal sealed record FigureWire(decimal? Known, int Missing);

internal sealed record TotalWire(string Currency, FigureWire Value, FigureWire Cash, FigureWire DayProfit, FigureWire UnrealizedProfit, decimal? UnrealizedProfitFraction);

internal sealed record PositionWire
{
    public required string Instrument { get; init; }

    public required string AssetClass { get; init; }

    public required string Currency { get; init; }

    public required decimal? Quantity { get; init; }

    public required SideWire? Long { get; init; }

    public required SideWire? Short { get; init; }

    public required decimal? AverageCost { get; init; }

    public required FigureWire MarketValue { get; init; }

    public required FigureWire UnrealizedProfit { get; init; }

    public required decimal? UnrealizedProfitFraction { get; init; }

    public required FigureWire DayProfit { get; init; }

    public required IReadOnlyList<PartWire> Breakdown { get; init; }
}

internal sealed record SideWire(decimal? Quantity, decimal? AverageCost, int UnknownCosts, FigureWire MarketValue);

internal sealed record PartWire
{
    public required string ConnectionId { get; init; }

    public required string BrokerId { get; init; }

    public required string AccountId { get; init; }

    public required string? Bucket { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal? AverageCost { get; init; }

    public required decimal? Price { get; init; }

    public required decimal? MarketValue { get; init; }

    public required decimal? UnrealizedProfit { get; init; }

    public required decimal? DayProfit { get; init; }

    public required DateTimeOffset AsOf { get; init; }
}

internal sealed record SummaryWire
{
    public required string ConnectionId { get; init; }

    public required string BrokerId { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset? PersonNeededBy { get; init; }

    public required bool IsComplete { get; init; }

    public required bool IsStale { get; init; }

    public required DateTimeOffset? AsOf { get; init; }

    public required int PositionCount { get; init; }

    public required IReadOnlyList<AccountSummaryWire> Accounts { get; init; }
}

internal sealed record AccountSummaryWire
{
    public required string AccountId { get; init; }

    public required string Name { get; init; }

    public required string MaskedNumber { get; init; }

    public required string Currency { get; init; }

    public required decimal? Value { get; init; }

    public required decimal? Cash { get; init; }

    /// <summary>Whether its figures could not be read now and are those of an earlier reading.</summary>
    public required bool IsKept { get; init; }

    public required int PositionCount { get; init; }

    /// <summary>The connection where the same account is counted; null if it is counted here.</summary>
    public required string? CountedThrough { get; init; }
}

internal sealed record FailureWire(string ConnectionId, string BrokerId, string? AccountId, string Part, string? Item, ErrorWire Error);
