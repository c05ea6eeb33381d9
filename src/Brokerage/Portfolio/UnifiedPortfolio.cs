namespace Brokerage;

/// <summary>
/// What is held in one kind of environment, over all brokers that were read. An account that two logins see is counted once.
/// </summary>
public sealed record UnifiedPortfolio
{
    /// <summary>The kind of environment that every figure comes from.</summary>
    public required EnvironmentKind Environment { get; init; }

    /// <summary>One row per currency, ordered by its code. Currencies are never converted and never added.</summary>
    public IReadOnlyList<PortfolioTotal> Totals { get; init; } = [];

    /// <summary>One row per instrument and currency, ordered by the instrument's canonical text.</summary>
    public IReadOnlyList<MergedPosition> Positions { get; init; } = [];

    /// <summary>One row per connection, in the order in which connections were added; also for those that failed.</summary>
    public IReadOnlyList<ConnectionSummary> Summaries { get; init; } = [];

    /// <summary>What could not be read. What it would have told is missing from the figures, not zero; or what a store kept stands in (<see cref="PortfolioQuery.WithKept"/>).</summary>
    public IReadOnlyList<PortfolioFailure> Failures { get; init; } = [];

    /// <summary>Whether every account told its balance and all of its positions.</summary>
    public bool IsComplete => Failures.Count == 0 && Summaries.All(summary => summary.IsComplete);

    /// <summary>The age of the oldest figure in here, in UTC; <see langword="null"/> if nothing was read.</summary>
    public DateTimeOffset? AsOf => Summaries.Min(summary => summary.AsOf);

    /// <summary>Whether any figure in here is older than <see cref="BrokerageOptions.StaleAfter"/>, or one that a store kept.</summary>
    public bool IsStale => Summaries.Any(summary => summary.IsStale);
}
