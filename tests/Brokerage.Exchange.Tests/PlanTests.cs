namespace Brokerage.Exchange.Tests;

public sealed class PlanTests
{
    private static readonly TimeInForce Good = TimeInForce.GoodTillCancelled;

    [Fact]
    public void A_bracket_holds_its_exits_until_the_entry_fills()
    {
        using var desk = Quoted();
        var entry = desk.Placed(Bracket(desk, entryAt: 189m));
        var tree = desk.Exchange.GetOrderTree(desk.Account, entry.Id);
        Assert.Equal([OrderRole.Entry, OrderRole.Member, OrderRole.TakeProfit, OrderRole.StopLoss], tree.Select(one => one.Role));
        Assert.Equal([OrderState.Working, OrderState.Held, OrderState.Held, OrderState.Held], tree.Select(one => one.State));
        Assert.Equal(OrderShape.Bracket, entry.Shape);

        desk.Quote(Desk.Apple, 188.98m, 189.00m);
        Assert.Equal([OrderState.Filled, OrderState.Working, OrderState.Working, OrderState.Working], States(desk, entry));

        desk.Quote(Desk.Apple, 200.50m, 200.52m);
        Assert.Equal([OrderState.Filled, OrderState.Filled, OrderState.Filled, OrderState.Cancelled], States(desk, entry));
        Assert.Equal(0m, desk.Held(Desk.Apple));
        Assert.Equal(0m, desk.Balance.Reserved);
    }

    [Fact]
    public void The_stop_of_a_bracket_cancels_the_target()
    {
        using var desk = Quoted();
        var entry = desk.Placed(Bracket(desk, entryAt: 191m));
        Assert.Equal([OrderState.Filled, OrderState.Working, OrderState.Working, OrderState.Working], States(desk, entry));
        desk.Quote(Desk.Apple, 179m, 179.02m);
        Assert.Equal([OrderState.Filled, OrderState.Filled, OrderState.Cancelled, OrderState.Filled], States(desk, entry));
        Assert.Equal(0m, desk.Held(Desk.Apple));
    }

    [Fact]
    public void Cancelling_an_entry_ends_its_exits()
    {
        using var desk = Quoted();
        var entry = desk.Placed(Bracket(desk, entryAt: 100m));
        Assert.True(desk.Exchange.Cancel(desk.Account, entry.Id).IsAccepted);
        Assert.All(States(desk, entry), state => Assert.Equal(OrderState.Cancelled, state));
        Assert.Equal(RejectReason.ParentFailed, desk.Exchange.GetOrderTree(desk.Account, entry.Id)[1].Rejection!.Reason);
    }

    [Fact]
    public void A_partly_filled_entry_that_is_cancelled_leaves_exits_for_what_it_has()
    {
        using var desk = Quoted();
        desk.Quote(Desk.Apple, 189.99m, 190.01m, size: 4m);
        var entry = desk.Placed(Bracket(desk, entryAt: 190.01m));
        Assert.Equal((OrderState.PartiallyFilled, 4m), (entry.State, entry.Filled));

        desk.Exchange.Cancel(desk.Account, entry.Id);

        var tree = desk.Exchange.GetOrderTree(desk.Account, entry.Id);
        Assert.Equal([OrderState.Cancelled, OrderState.Working, OrderState.Working, OrderState.Working], tree.Select(one => one.State));
        Assert.Equal([4m, 4m], tree.Skip(2).Select(one => one.Quantity!.Value));
    }

    [Fact]
    public void One_exit_s_partial_fill_leaves_the_other_with_less()
    {
        using var desk = Quoted(held: 10m);
        var oco = desk.Placed(new OrderPlan.OneCancels(
        [
            new OrderPlan.Single(Desk.Sell(Desk.Apple, 10m, Desk.Limit(200m), Good)),
            new OrderPlan.Single(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(180m), Good)),
        ]));
        Assert.Equal((OrderShape.OneCancels, true), (oco.Shape, oco.Legs.Count == 0));
        Assert.Equal(0m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.Available); // promised once, not twice

        desk.Quote(Desk.Apple, 200m, 200.02m, size: 3m);
        var tree = desk.Exchange.GetOrderTree(desk.Account, oco.Id);
        Assert.Equal([(3m, 10m), (0m, 7m)], tree.Skip(1).Select(one => (one.Filled, one.Quantity!.Value)));

        desk.Quote(Desk.Apple, 170m, 170.02m, size: 100m);
        Assert.Equal(0m, desk.Held(Desk.Apple));
        Assert.Equal([OrderState.Filled, OrderState.Cancelled, OrderState.Filled], States(desk, oco));
    }

    [Fact]
    public void Cancelling_one_of_two_cancels_both()
    {
        using var desk = Quoted(held: 10m);
        var oco = desk.Placed(new OrderPlan.OneCancels(
        [
            new OrderPlan.Single(Desk.Sell(Desk.Apple, 10m, Desk.Limit(200m), Good)),
            new OrderPlan.Single(Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(180m), Good)),
        ]));
        desk.Exchange.Cancel(desk.Account, desk.Exchange.GetOrderTree(desk.Account, oco.Id)[2].Id);
        Assert.All(States(desk, oco), state => Assert.Equal(OrderState.Cancelled, state));
        Assert.Equal(10m, desk.Exchange.FindPosition(desk.Account, Desk.Apple)!.Available);
    }

    [Fact]
    public void Of_two_that_could_both_fill_only_one_does()
    {
        using var desk = Quoted();
        desk.Quote(Desk.Spy, 540.00m, 540.02m);
        var oco = desk.Placed(new OrderPlan.OneCancels(
        [
            new OrderPlan.Single(Desk.Buy(Desk.Apple, 10m, Desk.Limit(195m))),
            new OrderPlan.Single(Desk.Buy(Desk.Spy, 10m, Desk.Limit(550m))),
        ]));
        Assert.Equal([OrderState.Filled, OrderState.Filled, OrderState.Cancelled], States(desk, oco));
        Assert.Equal((10m, 0m), (desk.Held(Desk.Apple), desk.Held(Desk.Spy)));
    }

    [Fact]
    public void A_triggered_order_is_judged_when_its_time_comes()
    {
        using var desk = Quoted(cash: 2_000m);
        var entry = desk.Placed(new OrderPlan.OneTriggers(
            Desk.Buy(Desk.Apple, 10m, Desk.Limit(191m)), new OrderPlan.Single(Desk.Buy(Desk.Apple, 10m, Desk.Limit(180m)))));
        Assert.Equal([OrderState.Filled, OrderState.Rejected], States(desk, entry));
        Assert.Equal(RejectReason.InsufficientFunds, desk.Exchange.GetOrderTree(desk.Account, entry.Id)[1].Rejection!.Reason);
    }

    [Fact]
    public void Senseless_plans_are_refused()
    {
        using var desk = Quoted();
        var single = new OrderPlan.Single(Desk.Buy(Desk.Apple, 1m));
        Assert.Equal(RejectReason.InvalidPlan, desk.Place(new OrderPlan.OneCancels([single])).Rejection!.Reason);
        Assert.Equal(RejectReason.InvalidPlan, desk.Place(new OrderPlan.OneCancels([.. Enumerable.Repeat(single, 40)])).Rejection!.Reason);
        Assert.Empty(desk.Exchange.GetOrders(desk.Account));
    }

    [Fact]
    public void Parts_can_have_ids_of_their_own()
    {
        using var desk = Quoted();
        var receipt = desk.Exchange.Submit(new OrderTicket
        {
            Account = desk.Account,
            Plan = Bracket(desk, 100m),
            ClientId = "entry",
            PartClientIds = ["entry", "target", "stop"],
        });
        Assert.Equal(["entry", null, "target", "stop"], receipt.Orders.Select(one => one.ClientId));
        Assert.Equal(OrderRole.StopLoss, desk.Exchange.FindOrderByClientId(desk.Account, "stop")!.Role);
    }

    private static OrderPlan Bracket(Desk desk, decimal entryAt) => OrderPlan.Bracket(
        Desk.Buy(Desk.Apple, 10m, Desk.Limit(entryAt), Good),
        Desk.Sell(Desk.Apple, 10m, Desk.Limit(200m), Good),
        Desk.Sell(Desk.Apple, 10m, new PriceTerms.Stop(180m), Good));

    private static IEnumerable<OrderState> States(Desk desk, ExchangeOrder root) =>
        desk.Exchange.GetOrderTree(desk.Account, root.Id).Select(one => one.State);

    private static Desk Quoted(decimal held = 0m, decimal cash = 100_000m)
    {
        var desk = new Desk(opening: new AccountOpening { Cash = cash, Holdings = held == 0m ? [] : [new OpeningHolding(Desk.Apple, held, 150m)] });
        desk.Quote(Desk.Apple, 189.99m, 190.01m);
        return desk;
    }
}
