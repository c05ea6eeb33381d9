using Brokerage.Markets;

namespace Brokerage.Exchange.Tests;

public sealed class OptionTests
{
    private static readonly DateOnly May = new(2026, 5, 15);
    private static readonly Instrument.Option Call190 = new("AAPL", May, 190m, IsCall: true);
    private static readonly Instrument.Option Call200 = new("AAPL", May, 200m, IsCall: true);
    private static readonly Instrument.Option Put180 = new("AAPL", May, 180m, IsCall: false);

    [Fact]
    public void A_chain_is_listed_around_the_price()
    {
        using var desk = new Desk();
        var listed = desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple });
        Assert.Equal(7 * 17 * 2, listed.Count);
        Assert.Equal(7, desk.Exchange.GetExpiries(Desk.Apple).Count);
        Assert.Empty(desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple }));
        Assert.Throws<ArgumentException>(() => desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Bitcoin }));
    }

    [Fact]
    public void Quotes_stand_around_Black_and_Scholes_and_give_their_volatility_back()
    {
        using var desk = WithOptions();
        var view = desk.Exchange.GetOption(Call190);
        Assert.True(view.Quote.Bid < view.Quote.Ask);
        Assert.Equal(0.25, view.ImpliedVolatility!.Value, 0.01);
        Assert.InRange(view.Greeks.Delta, 0.5, 0.65);
        var put = desk.Exchange.GetOption(Put180);
        Assert.InRange(put.Greeks.Delta, -0.4, -0.2);

        var before = view.Quote.Mark;
        desk.Exchange.SetPrice(Desk.Apple, 195m);
        Assert.InRange(desk.Exchange.GetQuote(Call190).Mark - before, 2.4m, 3.4m);
    }

    [Fact]
    public void An_option_is_bought_and_sold_by_the_contract()
    {
        using var desk = WithOptions();
        desk.Quote(Call190, 9.90m, 10.00m, 50m);
        desk.Placed(Desk.Buy(Call190, 3m));
        Assert.Equal((3m, 97_000m), (desk.Held(Call190), desk.Balance.Cash));
        var position = desk.Exchange.FindPosition(desk.Account, Call190)!;
        Assert.Equal((10.00m, 9.95m, 2_985m, -15m), (position.AverageCost, position.Price, position.MarketValue, position.UnrealizedProfit));
        desk.Placed(Desk.Sell(Call190, 3m));
        Assert.Equal(97_000m + 2_970m, desk.Balance.Cash);
        Assert.Equal(3, (int)desk.Exchange.GetExecutions(desk.Account)[1].Quantity);
    }

    [Fact]
    public void A_vertical_trades_whole_at_its_net_price()
    {
        using var desk = WithOptions();
        desk.Quote(Call190, 9.90m, 10.00m, 50m);
        desk.Quote(Call200, 5.40m, 5.50m, 50m);
        var vertical = new OrderSpec
        {
            Legs = [new OrderLeg(Call190, Side.Buy, PositionEffect.Open), new OrderLeg(Call200, Side.Sell, PositionEffect.Open)],
            Quantity = new OrderQuantity.Units(2m),
            Price = new PriceTerms.Limit(4.55m),
            TimeInForce = TimeInForce.Day,
        };
        var order = desk.Placed(vertical);
        Assert.Equal((OrderState.Working, OrderShape.MultiLeg, 910m), (order.State, order.Shape, desk.Balance.Reserved));

        desk.Quote(Call190, 9.85m, 9.95m, 50m);
        var filled = desk.Read(order);
        Assert.Equal((OrderState.Filled, 4.55m, 2m), (filled.State, filled.AveragePrice, filled.Filled));
        Assert.Equal([9.95m, 5.40m], filled.Executions.Select(one => one.Price));
        Assert.Equal((2m, -2m, 100_000m - 910m), (desk.Held(Call190), desk.Held(Call200), desk.Balance.Cash));
        Assert.Equal(0m, desk.Balance.Reserved);
    }

    [Fact]
    public void A_credit_spread_holds_back_its_possible_loss()
    {
        using var desk = WithOptions();
        desk.Quote(Call190, 9.90m, 10.00m, 50m);
        desk.Quote(Call200, 5.40m, 5.50m, 50m);
        desk.Placed(new OrderSpec
        {
            Legs = [new OrderLeg(Call190, Side.Sell, PositionEffect.Open), new OrderLeg(Call200, Side.Buy, PositionEffect.Open)],
            Quantity = new OrderQuantity.Units(1m),
            Price = new PriceTerms.Limit(-4.40m),
            TimeInForce = TimeInForce.Day,
        });

        // 440 received, 1,000 to lose.
        Assert.Equal((100_440m, 99_440m), (desk.Balance.Cash, desk.Balance.AvailableCash));
    }

    [Fact]
    public void Levels_decide_what_may_be_written()
    {
        using var desk = WithOptions(new AccountOpening { Cash = 20_000m, OptionLevel = 1, Holdings = [new OpeningHolding(Desk.Apple, 100m, 150m)] });
        desk.Quote(Call200, 5.40m, 5.50m, 50m);
        desk.Quote(Put180, 4.00m, 4.10m, 50m);
        Assert.Equal(RejectReason.AccountRestricted, desk.Refused(Desk.Buy(Call200, 1m)));
        Assert.Equal(RejectReason.AccountRestricted, desk.Refused(Desk.Sell(Call200, 2m)));
        desk.Placed(Desk.Sell(Call200, 1m));
        Assert.Equal(0m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.Available); // the cover
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Sell(Desk.Apple, 1m)));

        desk.Placed(Desk.Sell(Put180, 1m)); // 18,000 secure it
        Assert.Equal(20_000m + 540m + 400m - 18_000m, desk.Balance.AvailableCash);
        Assert.Equal(RejectReason.InsufficientFunds, desk.Refused(Desk.Sell(Put180, 1m)));
    }

    [Theory]
    [InlineData("200", "100", "-19000", "0")]  // in the money: 100 shares for 190 each
    [InlineData("180", "0", "0", "0")]         // worthless
    public void What_is_in_the_money_is_exercised(string price, string shares, string cash, string contracts)
    {
        using var desk = new Desk(MarketMode.Calendar, start: new DateTimeOffset(2026, 5, 14, 14, 0, 0, TimeSpan.Zero), step: TimeSpan.FromMinutes(1), volatility: 0m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [May], Strikes = [190m] });
        desk.Exchange.SetPrice(Desk.Apple, 190m);
        desk.Placed(Desk.Buy(Call190, 1m));
        var before = desk.Balance.Cash;
        desk.Exchange.SetPrice(Desk.Apple, Number(price));

        desk.Clock.Advance(TimeSpan.FromHours(30));

        Assert.Equal((Number(shares), Number(cash), Number(contracts)), (desk.Held(Desk.Apple), desk.Balance.Cash - before, desk.Held(Call190)));
        Assert.Null(desk.Exchange.FindListing(Call190));
        Assert.Equal(LedgerKind.OptionEvent, desk.Exchange.GetLedger(desk.Account)[^1].Kind);
    }

    [Fact]
    public void Orders_in_a_contract_end_with_it_and_it_cannot_be_traded_any_more()
    {
        using var desk = new Desk(MarketMode.Calendar, start: new DateTimeOffset(2026, 5, 14, 14, 0, 0, TimeSpan.Zero), step: TimeSpan.FromMinutes(1), volatility: 0m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [May], Strikes = [190m] });
        var order = desk.Placed(Desk.Buy(Call190, 1m, Desk.Limit(0.05m), TimeInForce.GoodTillCancelled));
        Assert.Equal(5m, desk.Balance.Reserved);
        desk.Exchange.SetPrice(Desk.Apple, 210m);
        desk.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal((OrderState.Expired, 0m), (desk.Read(order).State, desk.Balance.Reserved));
        Assert.Equal(RejectReason.UnknownInstrument, desk.Refused(Desk.Buy(Call190, 1m)));
    }

    [Fact]
    public void A_cash_account_that_cannot_pay_for_the_shares_gets_what_the_contract_is_worth()
    {
        using var desk = new Desk(
            MarketMode.Calendar,
            new AccountOpening { Cash = 2_000m },
            start: new DateTimeOffset(2026, 5, 14, 14, 0, 0, TimeSpan.Zero),
            step: TimeSpan.FromMinutes(1),
            volatility: 0m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [May], Strikes = [190m] });
        desk.Quote(Call190, 9.90m, 10.00m, 50m);
        desk.Placed(Desk.Buy(Call190, 1m));
        desk.Exchange.SetPrice(Desk.Apple, 205m);
        desk.Clock.Advance(TimeSpan.FromHours(30));
        // 1,000 paid, 15 × 100 received.
        Assert.Equal((0m, 2_500m, 0m), (desk.Held(Desk.Apple), desk.Balance.Cash, desk.Held(Call190)));
        Assert.Contains("settled in cash", desk.Exchange.GetLedger(desk.Account)[^1].Text, StringComparison.Ordinal);
        Ledgers.MustBalance(desk.Exchange);
    }

    [Fact]
    public void Writers_are_assigned()
    {
        using var desk = new Desk(
            MarketMode.Calendar,
            new AccountOpening { Cash = 20_000m },
            start: new DateTimeOffset(2026, 5, 14, 14, 0, 0, TimeSpan.Zero),
            step: TimeSpan.FromMinutes(1),
            volatility: 0m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [May], Strikes = [180m] });
        desk.Quote(Put180, 4.00m, 4.10m);
        desk.Placed(Desk.Sell(Put180, 1m));
        desk.Exchange.SetPrice(Desk.Apple, 170m);
        desk.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal((100m, 2_400m, 0m), (desk.Held(Desk.Apple), desk.Balance.Cash, desk.Held(Put180)));
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Desk WithOptions(AccountOpening? opening = null)
    {
        var desk = new Desk(opening: opening, volatility: 0m);
        desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple, Expiries = [May], Strikes = [180m, 190m, 200m] });
        return desk;
    }
}
