namespace Brokerage.Exchange.Tests;

/// <summary>Orders by the real calendar. 2026-03-04 is a Wednesday; New York is five hours behind UTC.</summary>
public sealed class HoursTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Before_the_open_orders_wait_and_then_work()
    {
        using var desk = At(8, 0);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m));
        Assert.Equal((OrderState.Received, true), (order.State, order.IsAcknowledged));
        Assert.Equal(New(4, 16, 0), order.ExpiresAt);

        desk.Clock.Advance(TimeSpan.FromMinutes(89));
        Assert.Equal(OrderState.Received, desk.Read(order).State);
        desk.Clock.Advance(Minute);
        Assert.Equal((OrderState.Filled, New(4, 9, 30)), (desk.Read(order).State, desk.Read(order).ClosedAt));
    }

    [Fact]
    public void Extended_hours_are_for_limit_orders_that_ask_for_them()
    {
        using var desk = At(8, 0);
        Assert.Equal(RejectReason.InvalidTerms, desk.Refused(Desk.Buy(Desk.Apple, 10m) with { Sessions = Sessions.Extended }));
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var early = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(191m)) with { Sessions = Sessions.Extended });
        Assert.Equal((OrderState.Filled, New(4, 20, 0)), (early.State, early.ExpiresAt));
        Assert.Equal(OrderState.Received, desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(191m))).State);
    }

    [Fact]
    public void A_day_order_ends_with_its_day_and_a_dated_one_on_its_date()
    {
        using var desk = At(15, 0);
        var day = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        var dated = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m), TimeInForce.GoodTill(new DateOnly(2026, 3, 5))));
        var good = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m), TimeInForce.GoodTillCancelled));

        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([OrderState.Expired, OrderState.Working, OrderState.Working], States(desk, day, dated, good));
        desk.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal([OrderState.Expired, OrderState.Expired, OrderState.Working], States(desk, day, dated, good));
        Assert.Equal(RejectReason.InvalidTerms, desk.Refused(Desk.Buy(Desk.Apple, 1m, time: TimeInForce.GoodTill(new DateOnly(2026, 3, 4)))));
    }

    [Fact]
    public void After_the_close_a_day_order_is_for_the_next_trading_day()
    {
        using var desk = At(17, 0, day: 6); // a Friday
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m));
        Assert.Equal((OrderState.Received, new DateTimeOffset(2026, 3, 9, 20, 0, 0, TimeSpan.Zero)), (order.State, order.ExpiresAt)); // daylight saving by then
        desk.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal((OrderState.Filled, new DateTimeOffset(2026, 3, 9, 13, 30, 0, TimeSpan.Zero)), (desk.Read(order).State, desk.Read(order).ClosedAt));
    }

    [Fact]
    public void Nothing_that_must_happen_now_waits_for_the_open()
    {
        using var desk = At(8, 0);
        Assert.Equal(RejectReason.MarketClosed, desk.Refused(Desk.Buy(Desk.Apple, 1m, time: TimeInForce.ImmediateOrCancel)));
        var strict = desk.Exchange.OpenAccount(new AccountOpening { Cash = 10_000m, RejectsWhenClosed = true }).Id;
        Assert.Equal(RejectReason.MarketClosed, desk.Refused(Desk.Buy(Desk.Apple, 1m), strict));
    }

    [Fact]
    public void Auction_orders_fill_in_their_auction_at_one_price()
    {
        using var desk = At(9, 0);
        desk.Exchange.SetPrice(Desk.Apple, 190m);
        var open = desk.Placed(Desk.Buy(Desk.Apple, 10m, time: TimeInForce.AtOpen));
        var close = desk.Placed(Desk.Buy(Desk.Apple, 10m, time: TimeInForce.AtClose));
        var low = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(180m), TimeInForce.AtOpen));

        desk.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal([OrderState.Filled, OrderState.Working, OrderState.Cancelled], States(desk, open, close, low));
        Assert.Equal(190m, desk.Read(open).AveragePrice);

        desk.Exchange.SetPrice(Desk.Apple, 195m);
        desk.Clock.Advance(TimeSpan.FromMinutes(389));
        Assert.Equal(OrderState.Working, desk.Read(close).State);
        desk.Clock.Advance(Minute);
        Assert.Equal((OrderState.Filled, 195m), (desk.Read(close).State, desk.Read(close).AveragePrice));
    }

    [Fact]
    public void In_an_open_market_auctions_come_at_the_next_step()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, time: TimeInForce.AtOpen));
        Assert.Equal(OrderState.Working, order.State);
        desk.Exchange.Step();
        Assert.Equal(OrderState.Filled, desk.Read(order).State);
    }

    [Fact]
    public void Crypto_trades_on_Sundays()
    {
        using var desk = At(10, 0, day: 8);
        Assert.Equal(OrderState.Filled, desk.Placed(Desk.Buy(Desk.Bitcoin, 0.1m, time: TimeInForce.GoodTillCancelled)).State);
        Assert.Equal(OrderState.Received, desk.Placed(Desk.Buy(Desk.Apple, 1m)).State);
    }

    [Fact]
    public void In_a_closed_market_everything_waits()
    {
        using var desk = new Desk(MarketMode.Closed, step: Minute);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 1m));
        desk.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal(OrderState.Received, desk.Read(order).State);
        Assert.True(desk.Exchange.Cancel(desk.Account, order.Id).IsAccepted);
    }

    [Fact]
    public void Proceeds_settle_on_the_next_trading_day()
    {
        using var desk = At(10, 0, opening: new AccountOpening { Cash = 100m, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Quote(Desk.Apple, 190.00m, 190.01m);
        desk.Placed(Desk.Sell(Desk.Apple, 10m));
        Assert.Equal((2_000m, 100m, 100m, 2_000m), (desk.Balance.Cash, desk.Balance.SettledCash, desk.Balance.Withdrawable, desk.Balance.BuyingPower));
        desk.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal((2_000m, 2_000m), (desk.Balance.SettledCash, desk.Balance.Withdrawable));
    }

    [Fact]
    public void Where_only_settled_cash_counts_proceeds_cannot_be_spent()
    {
        using var desk = At(10, 0, opening: new AccountOpening { Cash = 100m, MaySpendUnsettled = false, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Quote(Desk.Apple, 190.00m, 190.01m);
        desk.Placed(Desk.Sell(Desk.Apple, 10m));
        Assert.Equal(RejectReason.UnsettledFunds, desk.Refused(Desk.Buy(Desk.Apple, 1m)));
        Assert.Equal(RejectReason.InsufficientFunds, desk.Refused(Desk.Buy(Desk.Apple, 100m)));
    }

    [Fact]
    public void Day_figures_begin_anew_with_the_day()
    {
        using var desk = At(10, 0, opening: new AccountOpening { Cash = 10_000m, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Exchange.SetPrice(Desk.Apple, 200m);
        var before = desk.Exchange.FindPosition(desk.Account, Desk.Apple)!;
        Assert.Equal(100m, before.DayProfit); // 190 at the start
        Assert.Equal(500m, before.UnrealizedProfit);
        desk.Exchange.Post(desk.Account, new Money(1_000m, Currency.Usd));
        Assert.Equal(100m, desk.Balance.DayProfit);

        desk.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal(0m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.DayProfit);
        desk.Exchange.SetPrice(Desk.Apple, 201m);
        Assert.Equal((10m, 10m), (desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.DayProfit, desk.Balance.DayProfit));
    }

    private static IEnumerable<OrderState> States(Desk desk, params ExchangeOrder[] orders) => orders.Select(order => desk.Read(order).State);

    private static DateTimeOffset New(int day, int hour, int minute) => new(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(-5));

    private static Desk At(int hour, int minute, int day = 4, AccountOpening? opening = null) => new(
        MarketMode.Calendar, opening, start: new DateTimeOffset(2026, 3, day, hour, minute, 0, TimeSpan.FromHours(day < 8 ? -5 : -4)), step: Minute, volatility: 0m);
}
