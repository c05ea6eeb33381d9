using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Portfolio;

public sealed class TotalsTests
{
    private static readonly AccountRef One = Make.Ref("one");
    private static readonly AccountRef Two = Make.Ref("two");

    [Fact]
    public void Value_is_what_the_brokers_say_and_not_cash_plus_positions()
    {
        // A future's market value is its notional: adding it to the cash would invent a fortune.
        var total = Assert.Single(Readings.Portfolio(Readings.Of("one", EnvironmentKind.Live, Readings.Account(
            Make.Account(One), Make.Balance(One, net: 26_000m, cash: 25_000m, dayProfit: 150m), Make.Position(One, "ES", 1m, 5000m, 5020m, multiplier: 50m)))).Totals);

        Assert.Equal(26_000m, total.Value.Total);
        Assert.Equal(25_000m, total.Cash.Total);
        Assert.Equal(150m, total.DayProfit.Total);
        Assert.Equal(1000m, total.UnrealizedProfit.Total);
        Assert.Equal(0.004m, total.UnrealizedProfitFraction);
    }

    [Fact]
    public void Currencies_are_never_added()
    {
        var totals = Readings.Portfolio(
            Readings.Of("one", EnvironmentKind.Live, Readings.Account(
                Make.Account(One), Make.Balance(One, 1000m, 100m), Make.Position(One, "AAPL", 1m, 150m, 200m), Make.Position(One, "SAP@XETR", 1m, 90m, 100m, currency: "EUR"))),
            Readings.Of("two", EnvironmentKind.Live, Readings.Account(
                Make.Account(Two, currency: "CHF"), Make.Balance(Two, 5000m, -50m, "CHF")))).Totals;

        Assert.Equal(["CHF", "EUR", "USD"], totals.Select(total => total.Currency.Code));
        Assert.Equal([5000m, null, 1000m], totals.Select(total => total.Value.Total));
        Assert.Equal([-50m, null, 100m], totals.Select(total => total.Cash.Total));
        Assert.Equal([null, 10m, 50m], totals.Select(total => total.UnrealizedProfit.Total));
    }

    [Fact]
    public void An_account_that_does_not_tell_its_value_is_counted_as_missing()
    {
        var total = Assert.Single(Readings.Portfolio(
            Readings.Of("one", EnvironmentKind.Live, Readings.Account(Make.Account(One), Make.Balance(One, null, 70m))),
            Readings.Of("two", EnvironmentKind.Live, Readings.Account(Make.Account(Two), Make.Balance(Two, 300m, 30m)))).Totals);

        Assert.Equal(new PortfolioFigure(300m, 1), total.Value);
        Assert.Null(total.Value.Total);
        Assert.Equal(100m, total.Cash.Total);
        Assert.Equal("300 (1 missing)", total.Value.ToString());
    }

    [Fact]
    public void A_balance_that_could_not_be_read_is_missing_in_its_accounts_currency()
    {
        var portfolio = Readings.Portfolio(Readings.Of("one", EnvironmentKind.Live, new AccountReading(
            Make.Account(One, currency: "EUR"), null, Make.Whole(Make.Position(One, "SAP@XETR", 1m, 90m, 100m, currency: "EUR")))));

        var total = Assert.Single(portfolio.Totals);
        Assert.Equal(("EUR", new PortfolioFigure(null, 1)), (total.Currency.Code, total.Value));
        Assert.False(portfolio.IsComplete);
    }

    [Fact]
    public void Kinds_of_environment_are_portfolios_of_their_own()
    {
        var kinds = new[] { EnvironmentKind.Simulated, EnvironmentKind.Live, EnvironmentKind.Sandbox, EnvironmentKind.Paper };
        var readings = kinds.Select(kind =>
        {
            var account = Make.Ref("c-" + kind);
            return Readings.Of(account.Connection.Value, kind, Readings.Holding(account, Make.Position(account, "AAPL", 1m, 1m, 2m)));
        });

        var reading = PortfolioBuilder.Build([.. readings], Make.Noon, TimeSpan.FromMinutes(1));

        Assert.Equal(
            [EnvironmentKind.Live, EnvironmentKind.Paper, EnvironmentKind.Sandbox, EnvironmentKind.Simulated],
            reading.Portfolios.Select(portfolio => portfolio.Environment));
        Assert.All(reading.Portfolios, portfolio =>
        {
            Assert.Equal(1m, Assert.Single(portfolio.Positions).Quantity);
            Assert.Equal(1000m, Assert.Single(portfolio.Totals).Value.Total);
            Assert.Single(portfolio.Summaries);
        });
    }

    [Fact]
    public void A_kind_without_connections_is_an_empty_portfolio()
    {
        var empty = PortfolioBuilder.Build([], Make.Noon, TimeSpan.FromMinutes(1)).In(EnvironmentKind.Live);

        Assert.Equal(EnvironmentKind.Live, empty.Environment);
        Assert.Empty(empty.Totals);
        Assert.True(empty.IsComplete);
        Assert.Null(empty.AsOf);
    }
}
