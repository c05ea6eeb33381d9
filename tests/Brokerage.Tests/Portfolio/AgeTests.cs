using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Portfolio;

public sealed class AgeTests
{
    private static readonly AccountRef One = Make.Ref("one");
    private static readonly AccountRef Two = Make.Ref("two");

    [Fact]
    public void The_oldest_figure_gives_the_age_and_the_brokers_own_time_goes_before_ours()
    {
        var yesterday = new AsOf(Make.Noon, Make.Noon.AddDays(-1));

        var portfolio = Readings.Portfolio(
            Readings.Of("one", EnvironmentKind.Live, Readings.Account(
                Make.Account(One), Make.Balance(One, 1m, 1m), Make.Position(One, "AAPL", 1m, 1m, 1m, asOf: yesterday))),
            Readings.Of("two", EnvironmentKind.Live, Readings.Account(Make.Account(Two), Make.Balance(Two, 1m, 1m))));

        Assert.Equal([Make.Noon.AddDays(-1), Make.Noon], portfolio.Summaries.Select(summary => summary.AsOf));
        Assert.Equal([true, false], portfolio.Summaries.Select(summary => summary.IsStale));
        Assert.Equal(Make.Noon.AddDays(-1), portfolio.AsOf);
        Assert.True(portfolio.IsStale);
        Assert.Equal(1m, Assert.Single(portfolio.Positions).Quantity);
    }

    [Theory]
    [InlineData(15 * 60, false)]
    [InlineData((15 * 60) + 1, true)]
    public void Stale_begins_after_the_limit(int seconds, bool stale)
    {
        var asOf = new AsOf(Make.Noon.AddSeconds(-seconds), null);

        var portfolio = Readings.Portfolio(Readings.Of("one", EnvironmentKind.Live, Readings.Account(
            Make.Account(One), Make.Balance(One, 1m, 1m, asOf: asOf))));

        Assert.Equal(stale, portfolio.IsStale);
    }
}
