namespace Brokerage.Exchange.Tests;

public sealed class PriceKindTests
{
    private static readonly TimeInForce Good = TimeInForce.GoodTillCancelled;

    [Fact]
    public void A_sell_stop_waits_for_its_trigger_and_then_takes_the_market()
    {
        using var desk = Holding(100m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m, new PriceTerms.Stop(180m), Good));
        Assert.Equal((OrderState.Working, 180m, false), (order.State, order.StopPrice, order.IsTriggered));

        desk.Quote(Desk.Apple, 180.01m, 180.03m);
        Assert.Equal(OrderState.Working, desk.Read(order).State);

        desk.Quote(Desk.Apple, 179.98m, 180.00m);
        var filled = desk.Read(order);
        Assert.Equal((OrderState.Filled, 179.98m, true), (filled.State, filled.AveragePrice, filled.IsTriggered));
    }

    [Fact]
    public void A_buy_stop_stands_above_the_market()
    {
        using var desk = Holding(0m);
        Assert.Equal(RejectReason.StopWouldTrigger, desk.Refused(Desk.Buy(Desk.Apple, 1m, new PriceTerms.Stop(190m))));
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, new PriceTerms.Stop(200m), Good));
        desk.Quote(Desk.Apple, 200.10m, 200.12m);
        Assert.Equal((OrderState.Filled, 200.12m), (desk.Read(order).State, desk.Read(order).AveragePrice));
    }

    [Fact]
    public void A_stop_limit_becomes_a_limit_and_may_rest()
    {
        using var desk = Holding(100m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m, new PriceTerms.StopLimit(180m, 179.50m), Good));

        desk.Quote(Desk.Apple, 175.00m, 175.02m);
        Assert.Equal((OrderState.Working, true), (desk.Read(order).State, desk.Read(order).IsTriggered));

        desk.Quote(Desk.Apple, 179.60m, 179.62m);
        Assert.Equal((OrderState.Filled, 179.50m), (desk.Read(order).State, desk.Read(order).AveragePrice));
    }

    [Fact]
    public void A_trailing_stop_follows_up_and_never_down()
    {
        using var desk = Holding(100m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m, new PriceTerms.Trailing(5m, InPercent: false), Good));
        Assert.Equal((185m, 190m), (order.StopPrice, order.WaterMark));

        desk.Quote(Desk.Apple, 199.99m, 200.01m);
        desk.Quote(Desk.Apple, 197.99m, 198.01m);
        Assert.Equal((195m, 200m), (Trail(desk, order).StopPrice, Trail(desk, order).WaterMark));

        desk.Quote(Desk.Apple, 194.97m, 194.99m);
        Assert.Equal((OrderState.Filled, 194.97m), (desk.Read(order).State, desk.Read(order).AveragePrice));
    }

    [Fact]
    public void A_trailing_percentage_is_a_fraction_and_rounds_away_from_the_market()
    {
        using var desk = Holding(100m);
        desk.Quote(Desk.Apple, 189.96m, 190.00m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m, new PriceTerms.Trailing(0.033m, InPercent: true), Good));
        Assert.Equal(183.71m, order.StopPrice); // 189.98 × 0.967 = 183.7106…
    }

    [Fact]
    public void A_trailing_stop_with_an_offset_becomes_a_limit()
    {
        using var desk = Holding(100m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 100m, new PriceTerms.Trailing(5m, InPercent: false, LimitOffset: 1m), Good));
        desk.Quote(Desk.Apple, 180.00m, 180.02m);
        Assert.Equal((OrderState.Working, true), (desk.Read(order).State, desk.Read(order).IsTriggered));
        desk.Quote(Desk.Apple, 184.10m, 184.12m);
        Assert.Equal((OrderState.Filled, 184m), (desk.Read(order).State, desk.Read(order).AveragePrice));
    }

    [Fact]
    public void The_basis_decides_which_price_triggers()
    {
        using var desk = Holding(100m);
        desk.Quote(Desk.Apple, 185m, 195m);
        var onAsk = desk.Placed(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(187m, TriggerBasis.Ask), Good));
        var onBid = desk.Placed(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(184m, TriggerBasis.Bid), Good));
        desk.Quote(Desk.Apple, 183m, 197m);
        Assert.Equal((OrderState.Working, OrderState.Filled), (desk.Read(onAsk).State, desk.Read(onBid).State));
    }

    [Fact]
    public void The_last_trade_and_the_middle_can_be_asked_for_by_name()
    {
        using var desk = Holding(100m);
        desk.Quote(Desk.Apple, 189m, 191m);
        var onMiddle = desk.Placed(Desk.Sell(Desk.Apple, 10m, new PriceTerms.StopLimit(187m, 150m, TriggerBasis.Mark), Good));
        var onBid = desk.Placed(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(180m, TriggerBasis.Bid), Good));
        var onLast = desk.Placed(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Trailing(3m, InPercent: false, Basis: TriggerBasis.Last), Good));
        Assert.Equal(desk.Exchange.GetQuote(Desk.Apple).Last - 3m, desk.Read(onLast).StopPrice);
        desk.Quote(Desk.Apple, 181m, 192m); // the middle is 186.50
        Assert.Equal((OrderState.Filled, OrderState.Working), (desk.Read(onMiddle).State, desk.Read(onBid).State));
    }

    [Fact]
    public void Fill_or_kill_is_whole_or_nothing()
    {
        using var desk = Holding(0m);
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 100m);
        var killed = desk.Placed(Desk.Buy(Desk.Apple, 101m, Desk.Limit(190.01m), TimeInForce.FillOrKill));
        var filled = desk.Placed(Desk.Buy(Desk.Apple, 100m, Desk.Limit(190.01m), TimeInForce.FillOrKill));
        Assert.Equal((OrderState.Cancelled, 0m), (killed.State, killed.Filled));
        Assert.Equal((OrderState.Filled, 100m), (filled.State, filled.Filled));
    }

    [Fact]
    public void Immediate_or_cancel_keeps_what_it_gets()
    {
        using var desk = Holding(0m);
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 100m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 250m, Desk.Limit(190.01m), TimeInForce.ImmediateOrCancel));
        Assert.Equal((OrderState.Cancelled, 100m), (order.State, order.Filled));
    }

    [Fact]
    public void All_or_none_waits_until_it_can_be_whole()
    {
        using var desk = Holding(0m);
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 100m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 250m, Desk.Limit(190.01m), Good) with { AllOrNone = true });
        Assert.Equal((OrderState.Working, 0m), (order.State, order.Filled));
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 250m);
        Assert.Equal((OrderState.Filled, 1), (desk.Read(order).State, desk.Read(order).Executions.Count));
    }

    [Fact]
    public void Fractions_and_amounts_of_cash()
    {
        using var desk = Holding(0m);
        desk.Quote(Desk.Apple, 189.99m, 190.00m);
        var fraction = desk.Placed(Desk.Buy(Desk.Apple, 0.123456789m));
        Assert.Equal((OrderState.Filled, 0.123456789m), (fraction.State, fraction.Filled));

        var cash = desk.Placed(Desk.Buy(Desk.Apple, 1m) with { Quantity = new OrderQuantity.Cash(new Money(100m, Currency.Usd)) });
        Assert.Equal((OrderState.Filled, 0.526315789m, 0.526315789m), (cash.State, cash.Filled, cash.Quantity)); // 100 ÷ 190
        Assert.Equal(100_000m - 23.46m - 100m, desk.Balance.Cash);

        var whole = DefaultListings.Stock("WHOLE", "Whole units only", 10m) with { QuantityStep = 1m };
        desk.Exchange.List(whole);
        Assert.Equal(RejectReason.NotFractionable, desk.Refused(Desk.Buy(whole.Instrument, 0.5m)));
        Assert.Equal(
            RejectReason.NotFractionable,
            desk.Refused(Desk.Buy(whole.Instrument, 1m) with { Quantity = new OrderQuantity.Cash(new Money(100m, Currency.Usd)) }));
    }

    [Fact]
    public void An_amount_of_cash_sells_no_more_than_there_is_when_the_price_has_fallen()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 0m, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Quote(Desk.Apple, 190.00m, 190.02m);
        desk.Exchange.Halt(Desk.Apple);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 1m) with { Quantity = new OrderQuantity.Cash(new Money(1_800m, Currency.Usd)) });
        desk.Quote(Desk.Apple, 100.00m, 100.02m);
        desk.Exchange.Resume(Desk.Apple);

        Assert.Equal((OrderState.Cancelled, 10m, 0m), (desk.Read(order).State, desk.Read(order).Filled, desk.Held(Desk.Apple)));
        Assert.Equal(RejectReason.InsufficientShares, desk.Read(order).Rejection!.Reason);
    }

    [Fact]
    public void An_amount_of_cash_that_is_partly_sold_does_not_free_what_is_gone()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 0m, Holdings = [new OpeningHolding(Desk.Apple, 10m, 150m)] });
        desk.Quote(Desk.Apple, 190.00m, 190.02m, size: 3m);
        var order = desk.Placed(Desk.Sell(Desk.Apple, 1m) with { Quantity = new OrderQuantity.Cash(new Money(1_500m, Currency.Usd)) });
        Assert.Equal((3m, 7m), (order.Filled, desk.Held(Desk.Apple)));
        Assert.Equal(7m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.Available);
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Sell(Desk.Apple, 8m, Desk.Limit(200m))));
    }

    [Fact]
    public void An_amount_of_cash_goes_on_at_the_next_step_where_the_book_ends()
    {
        using var desk = Holding(0m);
        desk.Quote(Desk.Apple, 99.99m, 100.00m, size: 3m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 1m) with { Quantity = new OrderQuantity.Cash(new Money(500m, Currency.Usd)) });
        Assert.Equal((OrderState.PartiallyFilled, 3m, null), (order.State, order.Filled, order.Quantity));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((OrderState.Filled, 5m, 5m), (desk.Read(order).State, desk.Read(order).Filled, desk.Read(order).Quantity));
    }

    [Fact]
    public void A_cash_account_never_goes_below_zero_when_the_book_is_thin()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 1_000m });
        desk.Quote(Desk.Apple, 99.00m, 100.00m, size: 4m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m));
        desk.Quote(Desk.Apple, 119.00m, 120.00m, size: 4m);
        desk.Clock.Advance(TimeSpan.FromSeconds(3));

        var end = desk.Read(order);
        Assert.Equal((OrderState.Cancelled, RejectReason.InsufficientFunds), (end.State, end.Rejection!.Reason));
        Assert.True(desk.Balance.Cash >= 0m, $"{desk.Balance.Cash}");
    }

    private static ExchangeOrder Trail(Desk desk, ExchangeOrder order) => desk.Exchange.GetOrderTree(desk.Account, order.Id)[0];

    private static Desk Holding(decimal quantity)
    {
        var desk = new Desk(opening: new AccountOpening
        {
            Cash = 100_000m,
            Holdings = quantity == 0m ? [] : [new OpeningHolding(Desk.Apple, quantity, 150m)],
        });
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        return desk;
    }
}
