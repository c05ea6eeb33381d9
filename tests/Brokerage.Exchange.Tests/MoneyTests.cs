using Brokerage.Markets;

namespace Brokerage.Exchange.Tests;

public sealed class MoneyTests
{
    private static readonly Currency Euro = Currency.Eur;
    private static readonly Instrument Siemens = new Instrument.Equity("SIE", "XETR");

    [Fact]
    public void Several_accounts_of_one_login_are_kept_apart()
    {
        using var desk = new Desk();
        var one = desk.Exchange.OpenAccount(new AccountOpening { Login = "ann", Cash = 1_000m, Kind = MarginKind.Margin });
        var two = desk.Exchange.OpenAccount(new AccountOpening { Login = "ann", Id = "MINE", Cash = 2_000m, BaseCurrency = Euro });
        Assert.Equal([one.Id, two.Id], desk.Exchange.GetAccounts("ann").Select(account => account.Id));
        Assert.Equal((2_000m, Euro), (desk.Exchange.GetBalance(two.Id).Cash, desk.Exchange.GetBalance(two.Id).Currency));
        Assert.Throws<ArgumentException>(() => desk.Exchange.OpenAccount(new AccountOpening { Id = "MINE" }));
        var order = desk.Placed(Desk.Buy(Desk.Apple, 1m, Desk.Limit(100m)), one.Id);
        Assert.Equal(RejectReason.UnknownOrder, desk.Exchange.Cancel(two.Id, order.Id).Rejection!.Reason);
    }

    [Fact]
    public void A_missing_currency_is_bought_at_the_rate()
    {
        using var desk = Foreign(new AccountOpening { Cash = 10_000m });
        desk.Exchange.SetRate(Euro, 1.20m);
        desk.Placed(Desk.Buy(Siemens, 10m));

        // 10 × 150.00 EUR at 1.20.
        Assert.Equal(8_200m, desk.Balance.ByCurrency[0].Cash);
        Assert.Equal((0m, 1.20m), (desk.Balance.ByCurrency[1].Cash, desk.Balance.ByCurrency[1].RateToBase));
        Assert.Equal((8_200m, 1_800m), (desk.Balance.Cash, desk.Balance.LongMarketValue));
        Assert.Contains(desk.Exchange.GetLedger(desk.Account), entry => entry.Kind == LedgerKind.Conversion);
    }

    [Fact]
    public void Own_cash_of_the_currency_is_spent_first()
    {
        using var desk = Foreign(new AccountOpening { Cash = 10_000m, OtherCash = [new Money(2_000m, Euro)] });
        desk.Placed(Desk.Buy(Siemens, 10m));
        Assert.Equal([10_000m, 500m], desk.Balance.ByCurrency.Select(one => one.Cash));
    }

    [Fact]
    public void Margin_figures_are_in_the_base_currency()
    {
        using var desk = Foreign(new AccountOpening { Cash = 10_000m, Kind = MarginKind.Margin });
        desk.Exchange.SetRate(Euro, 1.20m);
        desk.Placed(Desk.Buy(Siemens, 10m));
        Assert.Equal((10_000m, 900m, 450m), (desk.Balance.Equity, desk.Balance.InitialMargin, desk.Balance.MaintenanceMargin));
    }

    [Fact]
    public void Fees_are_taken_per_order_not_per_fill()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 100_000m, Commissions = BrokerCommissions.IbkrFixed });
        desk.Quote(Desk.Apple, 99.99m, 100.00m, size: 100m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 300m));
        desk.Clock.Advance(TimeSpan.FromSeconds(5));

        // 0.005 × 300 is 1.50: 1.00 with the first hundred, nothing with the second, 0.50 with the third.
        var filled = desk.Read(order);
        Assert.Equal(1.50m, filled.Fees);
        Assert.Equal([1.00m, 0m, 0.50m], filled.Executions.Select(one => one.Fees));
        Assert.Equal([new Fee("commission", new Money(1.50m, Currency.Usd))], filled.FeeItems);
        Assert.Equal(100_000m - 30_001.50m, desk.Balance.Cash);
    }

    [Fact]
    public void Money_comes_and_goes_by_the_ledger()
    {
        using var desk = new Desk();
        desk.Exchange.Post(desk.Account, new Money(12.34m, Currency.Usd), LedgerKind.Dividend, "AAPL");
        desk.Exchange.Post(desk.Account, new Money(-2m, Currency.Usd), LedgerKind.Fee);
        desk.Exchange.Post(desk.Account, new Money(-10_000m, Currency.Usd));
        Assert.Equal(90_010.34m, desk.Balance.Cash);
        Assert.Equal(10.34m, desk.Balance.DayProfit);
        Assert.Throws<ArgumentException>(() => desk.Exchange.Post(desk.Account, new Money(1m, Currency.Usd), LedgerKind.Trade));
        Ledgers.MustBalance(desk.Exchange);
    }

    [Fact]
    public void Average_cost_and_realised_profit()
    {
        using var desk = new Desk();
        desk.Quote(Desk.Apple, 99.00m, 100.00m);
        desk.Placed(Desk.Buy(Desk.Apple, 10m));
        desk.Quote(Desk.Apple, 119.00m, 130.00m);
        desk.Placed(Desk.Buy(Desk.Apple, 5m));
        Assert.Equal(110m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.AverageCost);
        desk.Placed(Desk.Sell(Desk.Apple, 6m));
        var position = desk.Exchange.FindPosition(desk.Account, Desk.Apple)!;
        Assert.Equal((9m, 110m, 54m), (position.Quantity, position.AverageCost, position.RealizedProfit));
    }

    [Fact]
    public void A_restricted_account_does_not_trade_and_one_may_only_close()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 1_000m, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Exchange.SetStatus(desk.Account, AccountStatus.Restricted);
        Assert.Equal(RejectReason.AccountRestricted, desk.Refused(Desk.Sell(Desk.Apple, 1m)));
        desk.Exchange.SetStatus(desk.Account, AccountStatus.ClosingOnly);
        Assert.Equal(RejectReason.AccountRestricted, desk.Refused(Desk.Buy(Desk.Apple, 1m)));
        desk.Placed(Desk.Sell(Desk.Apple, 1m));
    }

    [Fact]
    public void Wrong_set_ups_are_refused()
    {
        using var desk = new Desk();
        Assert.Throws<ArgumentException>(() => desk.Exchange.GetBalance(AccountId.Parse("nobody")));
        Assert.Throws<ArgumentException>(() => desk.Exchange.GetQuote(new Instrument.Equity("NOSUCH")));
        Assert.Throws<ArgumentException>(() => desk.Exchange.List(DefaultListings.All[0]));
        Assert.Throws<ArgumentException>(() => desk.Exchange.SetQuote(Desk.Apple, 10m, 9m, 1m, 1m));
        Assert.Throws<ArgumentException>(() => desk.Exchange.OpenAccount(new AccountOpening { Holdings = [new OpeningHolding(Desk.Apple, -1m, 1m)] }));
        Assert.Throws<ArgumentException>(() => new SimulatedExchange(new ExchangeOptions { StepInterval = TimeSpan.Zero }));
    }

    private static Desk Foreign(AccountOpening opening)
    {
        var desk = new Desk(opening: opening);
        desk.Exchange.List(DefaultListings.Stock("SIE", "Siemens", 150m, "XETR") with { Instrument = Siemens, Currency = Euro });
        desk.Quote(Siemens, 149.99m, 150.00m);
        return desk;
    }
}
