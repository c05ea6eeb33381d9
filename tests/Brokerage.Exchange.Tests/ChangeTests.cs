namespace Brokerage.Exchange.Tests;

/// <summary>Replacing, races, late fills and corrections.</summary>
public sealed class ChangeTests
{
    private static readonly ExchangeDelays Slow = new()
    {
        Acknowledge = TimeSpan.FromSeconds(1), Cancel = TimeSpan.FromSeconds(2), Replace = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public void A_replaced_order_gives_way_to_a_new_one()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        var receipt = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 20m, Price: Desk.Limit(110m)), "next");

        Assert.True(receipt.IsAccepted, receipt.Rejection?.ToString());
        Assert.Equal((OrderState.Replaced, receipt.Replacement.Id), (receipt.Order.State, receipt.Order.ReplacedBy));
        Assert.Equal((OrderState.Working, 20m, order.Id, "next"), (receipt.Replacement.State, receipt.Replacement.Quantity, receipt.Replacement.Replaces, receipt.Replacement.ClientId));
        Assert.Equal(2_200m, desk.Balance.Reserved);
    }

    [Fact]
    public void A_total_includes_what_is_filled()
    {
        using var desk = new Desk();
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 4m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(190.01m)));
        Assert.Equal(4m, order.Filled);

        Assert.Equal(RejectReason.InvalidChange, desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 4m)).Rejection!.Reason);
        var next = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 6m, Price: Desk.Limit(150m))).Replacement!;
        Assert.Equal((2m, 4m, 0m), (next.Quantity, next.FilledBefore, next.Filled));
        Assert.Equal((OrderState.Replaced, 4m), (desk.Read(order).State, desk.Read(order).Filled));
    }

    [Fact]
    public void A_replacement_that_cannot_be_paid_changes_nothing()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        Assert.Equal(
            RejectReason.InsufficientFunds,
            desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 100_000m)).Rejection!.Reason);
        Assert.Equal((OrderState.Working, 1_000m), (desk.Read(order).State, desk.Balance.Reserved));
    }

    [Fact]
    public void What_the_order_holds_back_counts_for_its_replacement()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 1_000m });
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        Assert.True(desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(Price: Desk.Limit(99m))).IsAccepted);
        Assert.Equal(990m, desk.Balance.Reserved);
    }

    [Fact]
    public void Where_ids_are_kept_the_order_itself_changes()
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 100_000m, ReplaceKeepsId = true });
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 4m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(190.01m)));
        var receipt = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 20m, Price: Desk.Limit(150m)));
        Assert.Equal((order.Id, OrderState.PartiallyFilled, 20m, 4m), (receipt.Replacement!.Id, receipt.Replacement.State, receipt.Replacement.Quantity, receipt.Replacement.Filled));
        Assert.Equal(2_400m, desk.Balance.Reserved);
        Assert.Single(desk.Exchange.GetOrders(desk.Account));
    }

    [Fact]
    public void A_fill_can_win_over_a_cancel()
    {
        using var desk = new Desk(delays: Slow);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));
        Assert.Equal((OrderState.Received, false), (order.State, order.IsAcknowledged));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(desk.Exchange.Cancel(desk.Account, order.Id).IsAccepted);
        Assert.Equal(OrderState.PendingCancel, desk.Read(order).State);
        desk.Quote(Desk.Apple, 184.98m, 185.00m, size: 4m);
        Assert.Equal((OrderState.PendingCancel, 4m), (desk.Read(order).State, desk.Read(order).Filled));
        desk.Quote(Desk.Apple, 184.98m, 185.00m);
        Assert.Equal((OrderState.Filled, 10m), (desk.Read(order).State, desk.Read(order).Filled));

        desk.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(OrderState.Filled, desk.Read(order).State);
    }

    [Fact]
    public void A_fill_can_win_over_a_replacement()
    {
        using var desk = new Desk(delays: Slow);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(Price: Desk.Limit(170m))).Replacement!;
        Assert.Equal((OrderState.PendingReplace, OrderState.Received), (desk.Read(order).State, next.State));
        Assert.Equal(RejectReason.OrderBusy, desk.Exchange.Cancel(desk.Account, order.Id).Rejection!.Reason);

        desk.Quote(Desk.Apple, 184.98m, 185.00m);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((OrderState.Filled, OrderState.Rejected), (desk.Read(order).State, desk.Read(next).State));
        Assert.Equal(10m, desk.Held(Desk.Apple));
    }

    [Fact]
    public void A_replacement_that_wins_counts_what_filled_meanwhile()
    {
        using var desk = new Desk(delays: Slow);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(Price: Desk.Limit(170m))).Replacement!;
        desk.Quote(Desk.Apple, 184.98m, 185.00m, size: 3m);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((OrderState.Replaced, 3m), (desk.Read(order).State, desk.Read(order).Filled));
        Assert.Equal((OrderState.Working, 7m, 3m), (desk.Read(next).State, desk.Read(next).Quantity, desk.Read(next).FilledBefore));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_new_total_that_is_filled_meanwhile_changes_nothing_and_the_order_goes_on(bool keepsId)
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 100_000m, ReplaceKeepsId = keepsId }, delays: Slow);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 5m)).Replacement!;
        desk.Quote(Desk.Apple, 184.98m, 185.00m, size: 6m);
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        desk.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((OrderState.PartiallyFilled, 6m, 10m), (desk.Read(order).State, desk.Read(order).Filled, desk.Read(order).Quantity));
        Assert.Contains(desk.Exchange.GetOrderEvents(), one => one.Order.Id == order.Id && one.Cause == OrderCause.ReplaceRefused);
        Assert.Equal(keepsId ? (order.Id, OrderState.PartiallyFilled) : (next.Id, OrderState.Rejected), (next.Id, desk.Read(next).State));
        desk.Quote(Desk.Apple, 184.98m, 185.00m);
        Assert.Equal((OrderState.Filled, 10m), (desk.Read(order).State, desk.Held(Desk.Apple)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_another_order_took_meanwhile_cannot_be_promised_to_a_replacement(bool keepsId)
    {
        using var desk = new Desk(opening: new AccountOpening { Cash = 1_000m, ReplaceKeepsId = keepsId }, delays: Slow);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 5m, Desk.Limit(100m)));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(desk.Exchange.Replace(desk.Account, order.Id, new OrderChange(TotalQuantity: 9m)).IsAccepted);
        var other = desk.Placed(Desk.Buy(Desk.Apple, 5m, Desk.Limit(90m)));
        desk.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.True(desk.Balance.Reserved <= 1_000m, $"{desk.Balance.Reserved} of 1,000 are promised");
        Assert.Equal((OrderState.Working, 5m), (desk.Read(order).State, desk.Read(order).Quantity));
        Assert.Equal(OrderState.Working, desk.Read(other).State);
    }

    [Fact]
    public void What_cannot_be_replaced_is_refused_with_its_reason()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(100m)));
        RejectReason Refused(OrderChange change, string? clientId = null) => desk.Exchange.Replace(desk.Account, order.Id, change, clientId).Rejection!.Reason;
        Assert.Equal(RejectReason.UnknownOrder, desk.Exchange.Replace(desk.Account, OrderId.Parse("nosuch"), new OrderChange(TotalQuantity: 1m)).Rejection!.Reason);
        Assert.Equal(RejectReason.InvalidChange, Refused(new OrderChange()));
        Assert.Equal(RejectReason.InvalidPrice, Refused(new OrderChange(Price: Desk.Limit(100.001m))));
        Assert.Equal(RejectReason.DuplicateClientId, Refused(new OrderChange(TotalQuantity: 20m), order.ClientId));
        desk.Exchange.Cancel(desk.Account, order.Id);
        Assert.Equal(RejectReason.AlreadyFinal, Refused(new OrderChange(TotalQuantity: 20m)));
        Assert.Equal(RejectReason.UnknownOrder, desk.Exchange.Cancel(desk.Account, OrderId.Parse("nosuch")).Rejection!.Reason);
    }

    [Fact]
    public void A_verdict_can_come_late_and_be_bad()
    {
        using var desk = new Desk(delays: Slow);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 100_000m));
        Assert.Equal(OrderState.Received, order.State);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((OrderState.Rejected, RejectReason.InsufficientFunds), (desk.Read(order).State, desk.Read(order).Rejection!.Reason));
    }

    [Fact]
    public void A_fill_after_the_cancel_is_booked_and_told()
    {
        using var desk = new Desk();
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(150m)));
        desk.Exchange.Cancel(desk.Account, order.Id);

        var late = desk.Exchange.FillLate(desk.Account, order.Id, 4m, 150m);
        Assert.Equal((OrderState.Cancelled, 4m), (late.State, late.Filled));
        Assert.Equal(OrderCause.Fill, desk.Exchange.GetOrderEvents()[^1].Cause);
        Assert.Equal(OrderState.Filled, desk.Exchange.FillLate(desk.Account, order.Id, 6m, 150m).State);
        Assert.Equal((10m, 98_500m), (desk.Held(Desk.Apple), desk.Balance.Cash));
        Assert.Throws<ArgumentException>(() => desk.Exchange.FillLate(desk.Account, order.Id, 1m, 150m));
    }

    [Fact]
    public void A_corrected_execution_moves_money_and_shares_by_the_difference()
    {
        using var desk = new Desk();
        desk.Quote(Desk.Apple, 189.99m, 190.00m);
        var order = desk.Placed(Desk.Buy(Desk.Apple, 10m));
        var correction = desk.Exchange.CorrectExecution(order.Executions[0].Id, 8m, 189.50m);

        var after = desk.Read(order);
        Assert.Equal((OrderState.Filled, 8m, 189.50m), (after.State, after.Filled, after.AveragePrice));
        Assert.Equal((order.Executions[0].Id, 2), (correction.Corrects, after.Executions.Count));
        Assert.Equal((8m, 100_000m - 1_516m), (desk.Held(Desk.Apple), desk.Balance.Cash));
        Assert.Throws<ArgumentException>(() => desk.Exchange.CorrectExecution(order.Executions[0].Id, 8m, 189m));
        Assert.Throws<ArgumentException>(() => desk.Exchange.CorrectExecution(correction.Id, 11m, 189m)); // more than was asked for
        Assert.Throws<ArgumentException>(() => desk.Exchange.CorrectExecution(correction.Id, 8m, 0m));

        desk.Exchange.BustExecution(correction.Id);
        Assert.Equal((0m, 100_000m), (desk.Held(Desk.Apple), desk.Balance.Cash));
    }

    [Fact]
    public void A_halt_suspends_and_a_resumption_wakes()
    {
        using var desk = new Desk();
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        var resting = desk.Placed(Desk.Buy(Desk.Apple, 10m, Desk.Limit(185m)));
        desk.Exchange.Halt(Desk.Apple);
        Assert.Equal(OrderState.Suspended, desk.Read(resting).State);
        Assert.Equal(RejectReason.Halted, desk.Refused(Desk.Buy(Desk.Apple, 1m, time: TimeInForce.ImmediateOrCancel)));
        var waiting = desk.Placed(Desk.Buy(Desk.Apple, 1m));
        Assert.Equal(OrderState.Suspended, waiting.State);
        desk.Quote(Desk.Apple, 184m, 184.02m);
        Assert.Equal(0m, desk.Read(resting).Filled);

        desk.Exchange.Resume(Desk.Apple);
        Assert.Equal((OrderState.Filled, OrderState.Filled), (desk.Read(resting).State, desk.Read(waiting).State));
    }
}
