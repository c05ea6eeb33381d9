using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Portfolio;

public sealed class SameAccountTests
{
    private static readonly AccountRef Hers = Make.Ref("hers");
    private static readonly AccountRef His = Make.Ref("his");

    [Fact]
    public void An_account_seen_through_two_logins_counts_once_and_shows_twice()
    {
        var portfolio = Readings.Portfolio(Seen(Hers, "joint", 10m), Seen(His, "joint", 10m));

        Assert.Equal(1000m, Assert.Single(portfolio.Totals).Value.Total);
        var position = Assert.Single(portfolio.Positions);
        Assert.Equal(10m, position.Quantity);
        Assert.Equal(Hers, Assert.Single(position.Breakdown).Account);
        Assert.Equal([null, Hers], portfolio.Summaries.Select(summary => Assert.Single(summary.Accounts).CountedThrough));
        Assert.Equal([1000m, 1000m], portfolio.Summaries.Select(summary => summary.Accounts[0].Value));
        Assert.True(portfolio.IsComplete);
    }

    [Fact]
    public void The_login_that_tells_more_is_the_one_that_counts()
    {
        var torn = Seen(Hers, "joint", 10m);
        torn = torn with { Accounts = [torn.Accounts[0] with { Positions = null }] };

        var portfolio = Readings.Portfolio(torn, Seen(His, "joint", 10m));

        Assert.Equal(His, Assert.Single(Assert.Single(portfolio.Positions).Breakdown).Account);
        Assert.Equal(1000m, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal([His, null], portfolio.Summaries.Select(summary => summary.Accounts[0].CountedThrough));
    }

    [Fact]
    public void Equal_account_ids_of_two_connections_prove_nothing()
    {
        var portfolio = Readings.Portfolio(Seen(Hers, null, 10m), Seen(His, null, 10m));

        Assert.Equal(2000m, Assert.Single(portfolio.Totals).Value.Total);
        Assert.Equal(20m, Assert.Single(portfolio.Positions).Quantity);
    }

    [Fact]
    public void Two_accounts_with_their_own_keys_both_count() =>
        Assert.Equal(20m, Assert.Single(Readings.Portfolio(Seen(Hers, "a", 10m), Seen(His, "b", 10m)).Positions).Quantity);

    [Fact]
    public void A_key_does_not_reach_into_another_kind_of_environment()
    {
        var reading = PortfolioBuilder.Build(
            [Seen(Hers, "joint", 10m), Seen(His, "joint", 10m, EnvironmentKind.Paper)], Make.Noon, TimeSpan.FromMinutes(1));

        Assert.Equal([10m, 10m], reading.Portfolios.Select(portfolio => Assert.Single(portfolio.Positions).Quantity));
    }

    private static ConnectionReading Seen(AccountRef account, string? mergeKey, decimal quantity, EnvironmentKind kind = EnvironmentKind.Live) =>
        Readings.Of(account.Connection.Value, kind, Readings.Account(
            Make.Account(account, mergeKey), Make.Balance(account, 1000m, 100m), Make.Position(account, "AAPL", quantity, 100m, 110m)));
}
