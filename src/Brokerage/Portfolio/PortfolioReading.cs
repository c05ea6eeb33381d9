namespace Brokerage;

/// <summary>The outcome of one reading: a portfolio per kind of environment, never added to each other.</summary>
public sealed record PortfolioReading
{
    /// <summary>One portfolio for each kind of environment that a selected connection has, in the order Live, Paper, Sandbox, Simulated.</summary>
    public required IReadOnlyList<UnifiedPortfolio> Portfolios { get; init; }

    /// <summary>
    /// Everything that failed, over all environments. A connection that could not even be created has no known environment; its failure
    /// stands here and in every portfolio, since it may belong to any of them.
    /// </summary>
    public required IReadOnlyList<PortfolioFailure> Failures { get; init; }

    /// <summary>When the reading ended, in UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The portfolio of one kind of environment; an empty one if no selected connection has that kind.</summary>
    /// <param name="environment">The kind of environment.</param>
    public UnifiedPortfolio In(EnvironmentKind environment) =>
        Portfolios.FirstOrDefault(portfolio => portfolio.Environment == environment)
        ?? new UnifiedPortfolio { Environment = environment, Failures = [.. Failures.Where(failure => failure.Environment is null)] };
}
