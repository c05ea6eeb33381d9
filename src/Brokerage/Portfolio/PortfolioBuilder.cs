namespace Brokerage;

/// <summary>Turns readings into portfolios: one per kind of environment, each account counted once. Pure.</summary>
internal static class PortfolioBuilder
{
    private static readonly EnvironmentKind[] Order =
        [EnvironmentKind.Live, EnvironmentKind.Paper, EnvironmentKind.Sandbox, EnvironmentKind.Simulated];

    public static PortfolioReading Build(IReadOnlyList<ConnectionReading> readings, DateTimeOffset now, TimeSpan staleAfter) => new()
    {
        Portfolios =
        [
            .. Order.Where(kind => readings.Any(reading => reading.Info.Environment?.Kind == kind))
                .Select(kind => BuildOne(kind, readings, now, staleAfter)),
        ],
        Failures = [.. readings.SelectMany(reading => reading.Failures)],
        ReadAt = now,
    };

    private static UnifiedPortfolio BuildOne(
        EnvironmentKind kind, IReadOnlyList<ConnectionReading> all, DateTimeOffset now, TimeSpan staleAfter)
    {
        var readings = all.Where(reading => reading.Info.Environment?.Kind == kind).ToList();
        var counted = CountedAccounts.Of(readings);
        var accounts = readings.SelectMany(reading => reading.Accounts).Where(counted.Counts).ToList();
        var positions = PositionMerger.Merge(accounts.SelectMany(account => account.Positions?.Items ?? []));
        return new UnifiedPortfolio
        {
            Environment = kind,
            Totals = TotalsBuilder.Build(accounts, positions),
            Positions = positions,
            Summaries = [.. readings.Select(reading => SummaryBuilder.Build(reading, counted, now, staleAfter))],
            Failures = [.. all.SelectMany(reading => reading.Failures).Where(failure => failure.Environment is null || failure.Environment == kind)],
        };
    }
}
