namespace Brokerage.Abstractions.Tests.Orders;

public sealed class OrderIntentTests
{
    [Fact]
    public void With_keeps_the_id_and_AsNew_gives_another()
    {
        var intent = OrderIntent.Place(Samples.Account, OrderSpec.Market(Samples.Apple, Side.Buy, 1m));
        var same = intent with { Plan = new OrderPlan.Single(OrderSpec.Market(Samples.Apple, Side.Buy, 2m)) };
        Assert.Equal(intent.ClientOrderId, same.ClientOrderId);
        Assert.NotEqual(intent.ClientOrderId, intent.AsNew().ClientOrderId);
        Assert.IsType<OrderIntent.New>(intent.AsNew());
    }

    [Fact]
    public void A_bracket_is_an_entry_that_triggers_one_of_two()
    {
        var spec = OrderSpec.Limit(Samples.Apple, Side.Buy, 1m, 100m);
        var plan = Assert.IsType<OrderPlan.OneTriggers>(OrderPlan.Bracket(spec, spec, spec));
        Assert.Equal(2, Assert.IsType<OrderPlan.OneCancels>(plan.Then).Parts.Count);
    }

    [Fact]
    public void Misuse_is_told_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderSpec.Market(Samples.Apple, Side.Buy, 0m));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderSpec.Limit(Samples.Apple, Side.Buy, -1m, 10m));
        Assert.Throws<ArgumentNullException>(() => OrderSpec.Market(null!, Side.Buy, 1m));
        Assert.Throws<InvalidOperationException>(() => new OrderIntent.New(Samples.Account, default, new OrderPlan.Single(Samples.Entry)));
    }

    [Fact]
    public void A_wish_that_is_repeated_keeps_the_id_that_the_application_gave_it()
    {
        var id = ClientOrderId.Parse("cart-17");
        var (spec, change) = (OrderSpec.Market(Samples.Apple, Side.Buy, 1m), new OrderChange(2m));
        var order = new OrderRef(Samples.Account, OrderId.Parse("9"));
        Assert.Equal(id, OrderIntent.Place(Samples.Account, spec, id).ClientOrderId);
        Assert.Equal(id, OrderIntent.Place(Samples.Account, new OrderPlan.Single(spec), id).ClientOrderId);
        Assert.Equal((id, order.Order), (OrderIntent.Modify(order, change, id).ClientOrderId, OrderIntent.Modify(order, change, id).Target));
        Assert.NotEqual(OrderIntent.Modify(order, change).ClientOrderId, OrderIntent.Modify(order, change).ClientOrderId);
    }

    [Fact]
    public void A_bracket_without_one_of_its_orders_is_told_at_once()
    {
        var spec = OrderSpec.Limit(Samples.Apple, Side.Buy, 1m, 100m);
        Assert.Throws<ArgumentNullException>(() => OrderPlan.Bracket(null!, spec, spec));
        Assert.Throws<ArgumentNullException>(() => OrderPlan.Bracket(spec, null!, spec));
        Assert.Throws<ArgumentNullException>(() => OrderPlan.Bracket(spec, spec, null!));
    }
}
