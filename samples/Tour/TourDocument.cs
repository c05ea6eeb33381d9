namespace Tour;

/// <summary>Everything that the tour saw.</summary>
internal sealed record TourDocument
{
    public required IReadOnlyList<TourConnection> Connections { get; init; }

    public required TourPortfolio Portfolio { get; init; }

    public required TourOrder Order { get; init; }

    /// <summary>What is E*TRADE's own.</summary>
    public required TourDaily ETrade { get; init; }

    /// <summary>The portfolio after the order.</summary>
    public required TourPortfolio After { get; init; }

    /// <summary>The portfolio with one broker down.</summary>
    public required TourPortfolio Degraded { get; init; }

    /// <summary>What the exchanges behind the brokers say after the order.</summary>
    public required IReadOnlyList<TourLedger> Ledger { get; init; }
}

internal sealed record TourConnection(string ConnectionId, string BrokerId, string Environment, string Status);

internal sealed record TourPortfolio
{
    public required IReadOnlyList<TourTotal> Totals { get; init; }

    public required IReadOnlyList<TourPosition> Positions { get; init; }

    public required IReadOnlyList<TourSummary> Summaries { get; init; }

    public required IReadOnlyList<TourFailure> Failures { get; init; }
}

internal sealed record TourTotal(string Currency, decimal? Value, decimal? Cash, decimal? UnrealizedPL);

internal sealed record TourPosition
{
    public required string Instrument { get; init; }

    public required string Currency { get; init; }

    public required decimal? TotalQuantity { get; init; }

    public required decimal? WeightedAverageCost { get; init; }

    public required decimal? TotalMarketValue { get; init; }

    public required decimal? TotalUnrealizedPL { get; init; }

    public required IReadOnlyList<TourPart> Breakdown { get; init; }
}

internal sealed record TourPart(string ConnectionId, string BrokerId, string AccountId, decimal Quantity, decimal? AverageCost, decimal? MarketValue);

internal sealed record TourSummary(
    string ConnectionId, string BrokerId, string Status, string? Currency, decimal? TotalValue, decimal? CashBalance, int PositionCount);

internal sealed record TourFailure(string ConnectionId, string BrokerId, string ErrorCode);

internal sealed record TourOrder(
    string ClientOrderId, string Result, string? FinalStatus, decimal FilledQuantity, decimal? AverageFillPrice, IReadOnlyList<string> Events);

internal sealed record TourLedger(string ConnectionId, string AccountId, decimal Cash, IReadOnlyList<TourHolding> Positions);

internal sealed record TourHolding(string Instrument, decimal Quantity);

/// <summary>A broker whose user signs in each day, at which orders are previewed, streams polled, and lost orders found by evidence.</summary>
internal sealed record TourDaily
{
    /// <summary>After how many days its user must log in again.</summary>
    public required int? LoginDays { get; init; }

    public required DateTimeOffset? LoginEndsAt { get; init; }

    public required TourPreview Preview { get; init; }

    public required TourLost Lost { get; init; }

    public required TourStream Stream { get; init; }
}

internal sealed record TourPreview(decimal? EstimatedTotal, decimal? Commission, DateTimeOffset? UsableUntil);

/// <summary>An order whose answer was lost. <c>OrdersAtBroker</c>: how many orders the exchange has of this account.</summary>
internal sealed record TourLost(string ClientOrderId, string Result, string Look, string FinalStatus, int OrdersAtBroker);

internal sealed record TourStream(bool IsPolled, IReadOnlyList<string> Events);
