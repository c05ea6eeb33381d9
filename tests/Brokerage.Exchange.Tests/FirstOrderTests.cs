namespace Brokerage.Exchange.Tests;

public sealed class FirstOrderTests
{
    [Fact]
    public void A_market_order_fills_at_once_in_an_open_market()
    {
        using var desk = new Desk();
        var ask = desk.Exchange.GetQuote(Desk.Apple).Ask!.Value;

        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m));

        Assert.Equal(OrderState.Filled, order.State);
        Assert.Equal(ask, order.AveragePrice);
        Assert.Equal(10m, desk.Held(Desk.Apple));
        Assert.Equal(100_000m - (10m * ask), desk.Balance.Cash);
    }

    [Fact]
    public void A_limit_far_from_the_market_rests_until_it_is_cancelled()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        Assert.Equal(OrderState.Working, order.State);
        Assert.Equal(1_000m, desk.Balance.Reserved);

        Assert.True(desk.Exchange.Cancel(desk.Account, order.Id).IsAccepted);

        Assert.Equal(OrderState.Cancelled, desk.Read(order).State);
        Assert.Equal(0m, desk.Balance.Reserved);
        Assert.Equal(RejectReason.AlreadyFinal, desk.Exchange.Cancel(desk.Account, order.Id).Rejection!.Reason);
    }

    [Fact]
    public void An_order_greater_than_the_book_fills_in_parts()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 10_000_000m });
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 300m);

        var order = desk.Placed(Desk.Buy(Desk.Apple, 700m));
        Assert.Equal((OrderState.PartiallyFilled, 300m), (order.State, order.Filled));

        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(600m, desk.Read(order).Filled);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var filled = desk.Read(order);

        Assert.Equal((OrderState.Filled, 700m, 190.01m), (filled.State, filled.Filled, filled.AveragePrice));
        Assert.Equal([300m, 600m, 700m], filled.Executions.Select(one => one.CumulativeAfter));
    }

    [Fact]
    public void A_resting_order_is_reached_by_the_price_and_fills_at_its_limit()
    {
        using var desk = new Desk();
        desk.Exchange.SetPrice(Desk.Apple, 190m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));

        desk.Exchange.SetPrice(Desk.Apple, 180m);

        Assert.Equal((OrderState.Filled, 185m), (desk.Read(order).State, desk.Read(order).AveragePrice));
    }

    [Fact]
    public void Two_customers_meet_in_the_book()
    {
        using var desk = new Desk();
        desk.Quote(Desk.Apple, 189m, 191m);
        var other = desk.Exchange.OpenAccount(new AccountOpening { Holdings = [new OpeningHolding(Desk.Apple, 50m, 100m)] }).Id;

        var resting = desk.Placed(Desk.Buy(Desk.Apple, 20m, Desk.Limit(190m)));
        var seller = desk.Placed(Desk.Sell(Desk.Apple, 50m), other);

        Assert.Equal((OrderState.Filled, 190m), (desk.Read(resting).State, desk.Read(resting).AveragePrice));
        Assert.True(desk.Read(resting).Executions[0].IsMaker);
        Assert.Equal([190m, 189m], seller.Executions.Select(one => one.Price));
        Assert.Equal([20m, 30m], seller.Executions.Select(one => one.Quantity));
    }

    [Theory]
    [InlineData("10000", RejectReason.InsufficientFunds)]
    [InlineData("-1", RejectReason.InvalidQuantity)]
    [InlineData("0.0000000001", RejectReason.InvalidQuantity)]
    public void A_wrong_quantity_is_refused(string units, RejectReason reason)
    {
        using var desk = new Desk();
        Assert.Equal(reason, desk.Refused(Desk.Buy(Desk.Apple, decimal.Parse(units, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Refusals_say_why()
    {
        using var desk = new Desk();
        Assert.Equal(RejectReason.UnknownInstrument, desk.Refused(Desk.Buy(new Instrument.Equity("NOSUCH"), 1m)));
        Assert.Equal(RejectReason.InsufficientShares, desk.Refused(Desk.Sell(Desk.Apple, 1m)));
        Assert.Equal(RejectReason.InvalidPrice, desk.Refused(Desk.Buy(Desk.Apple, 1m, Desk.Limit(100.001m))));
        Assert.Equal(
            RejectReason.UnknownAccount,
            desk.Exchange.Submit(new OrderTicket { Account = AccountId.Parse("nobody"), Plan = new OrderPlan.Single(Desk.Buy(Desk.Apple, 1m)) }).Rejection!.Reason);
    }

    [Fact]
    public void A_client_id_is_used_once()
    {
        using var desk = new Desk();
        var ticket = new OrderTicket { Account = desk.Account, Plan = new OrderPlan.Single(Desk.Buy(Desk.Apple, 1m)), ClientId = "same" };
        Assert.True(desk.Exchange.Submit(ticket).IsAccepted);
        Assert.Equal(RejectReason.DuplicateClientId, desk.Exchange.Submit(ticket).Rejection!.Reason);
        Assert.Equal("same", desk.Exchange.FindOrderByClientId(desk.Account, "same")!.ClientId);
    }

    [Fact]
    public void A_recorded_rejection_has_an_id_and_a_history()
    {
        using var desk = new Desk();
        var receipt = desk.Exchange.Submit(new OrderTicket
        {
            Account = desk.Account,
            Plan = new OrderPlan.Single(Desk.Buy(Desk.Apple, 100_000m)),
            RecordRejection = true,
        });

        Assert.False(receipt.IsAccepted);
        Assert.Equal((OrderState.Received, OrderState.Rejected), (receipt.AtReceipt!.State, receipt.Order!.State));
        Assert.Equal(RejectReason.InsufficientFunds, receipt.Order.Rejection!.Reason);
    }

    [Fact]
    public void Events_come_in_sequence_and_can_be_read_again()
    {
        using var desk = new Desk();
        var seen = new List<ExchangeOrderEvent>();
        using (desk.Exchange.OnOrderEvent(seen.Add))
        {
            desk.Placed(Desk.Buy(Desk.Apple, 10m));
        }

        desk.Placed(Desk.Buy(Desk.Apple, 10m));

        Assert.Equal([OrderCause.Seen, OrderCause.Acknowledged, OrderCause.Activated, OrderCause.Fill], seen.Select(one => one.Cause));
        Assert.Equal([1L, 2L, 3L, 4L], seen.Select(one => one.Sequence));
        Assert.Equal(8, desk.Exchange.GetOrderEvents().Count);
        Assert.Equal(4, desk.Exchange.GetOrderEvents(after: 4).Count);
    }
}
