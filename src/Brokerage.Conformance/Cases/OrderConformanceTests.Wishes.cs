namespace Brokerage.Conformance;

/// <content>One id names one wish, down to its last term.</content>
public abstract partial class OrderConformanceTests<TBroker>
{
    [Theory]
    [InlineData("another quantity")]
    [InlineData("another side")]
    [InlineData("another instrument")]
    [InlineData("another limit")]
    [InlineData("another kind of price")]
    [InlineData("another trigger")]
    [InlineData("another limit behind the trigger")]
    [InlineData("another trail")]
    [InlineData("another unit of the trail")]
    [InlineData("another time in force")]
    [InlineData("other sessions")]
    [InlineData("another position effect")]
    [InlineData("another leg")]
    [InlineData("another ratio")]
    [InlineData("exits where there were none")]
    [InlineData("another target")]
    [InlineData("another stop")]
    [InlineData("another limit behind the stop")]
    [ConformanceCase("ORD-014", "Another wish under an id that is taken is refused as that, whichever term is another, and nothing is doubled.")]
    public async Task AnIdNamesOneWishAsync(string difference)
    {
        Needs(Feature.FindByClientId);
        var (plan, other) = WishesWith(difference);
        var first = OrderIntent.Place(Broker.Account, plan);
        var another = OrderIntent.Place(Broker.Account, other, first.ClientOrderId);
        LeaveOutUnless(IsPromised(first) && IsPromised(another), "The features deny one of the two wishes.");
        await PlaceAsync(first);
        var before = Broker.Read().Orders;

        try
        {
            var refused = Assert.IsType<SubmitResult.Rejected>(await AwaitAsync(Broker.Connect().Trading!.PlaceAsync(another, Token)));
            Assert.Equal((BrokerageErrorCode.IdempotencyConflict, Effect.None), (refused.Error.Code, refused.Error.Effect));
        }
        catch (ArgumentException)
        {
            // A broker in this process may remember the attempt itself, as Mock does.
        }

        Assert.Equal(before.Select(one => (one.Id, one.Quantity, one.Price, one.State)), Broker.Read().Orders.Select(one => (one.Id, one.Quantity, one.Price, one.State)));
    }

    // Two wishes that are the same but for one term; all of them rest.
    private (OrderPlan One, OrderPlan Other) WishesWith(string difference)
    {
        var high = decimal.Ceiling(Broker.QuoteOf(Broker.Stock).Ask * 1.4m);
        var limit = OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low);
        OrderSpec Priced(PriceTerms price) => OrderSpec.One(Broker.Stock, Side.Buy, 2m, price);
        return difference switch
        {
            "another quantity" => Both(limit, limit with { Quantity = new OrderQuantity.Units(3m) }),
            "another side" => Both(limit, OrderSpec.Limit(Broker.Stock, Side.Sell, 2m, high)),
            "another instrument" => Both(limit, OrderSpec.Limit(Broker.Shorted, Side.Buy, 2m, Low)),
            "another limit" => Both(limit, limit with { Price = new PriceTerms.Limit(Low + 1m) }),
            "another kind of price" => Both(Priced(new PriceTerms.Stop(high)), Priced(new PriceTerms.StopLimit(high, high + 5m))),
            "another trigger" => Both(Priced(new PriceTerms.Stop(high)), Priced(new PriceTerms.Stop(high + 1m))),
            "another limit behind the trigger" => Both(Priced(new PriceTerms.StopLimit(high, high + 5m)), Priced(new PriceTerms.StopLimit(high, high + 6m))),
            "another trail" => Both(Priced(new PriceTerms.Trailing(20m, InPercent: false)), Priced(new PriceTerms.Trailing(24m, InPercent: false))),
            "another unit of the trail" => Both(Priced(new PriceTerms.Trailing(20m, InPercent: false)), Priced(new PriceTerms.Trailing(0.2m, InPercent: true))),
            "another time in force" => Both(limit, limit with { TimeInForce = TimeInForce.GoodTillCancelled }),
            "other sessions" => Both(limit, limit with { Sessions = Sessions.Extended }),
            "another position effect" => Both(Contract(PositionEffect.Open), Contract(PositionEffect.Close)),
            "another leg" => Both(Spread(), Spread(effect: PositionEffect.Close)),
            "another ratio" => Both(Spread(), Spread(ratio: 2)),
            "exits where there were none" => (new OrderPlan.Single(limit), Bracket(1.3m, new PriceTerms.Stop(high / 4m))),
            "another target" => (Bracket(1.3m, new PriceTerms.Stop(high / 4m)), Bracket(1.4m, new PriceTerms.Stop(high / 4m))),
            "another stop" => (Bracket(1.3m, new PriceTerms.Stop(high / 4m)), Bracket(1.3m, new PriceTerms.Stop((high / 4m) - 2m))),
            _ => (Bracket(1.3m, new PriceTerms.StopLimit(high / 4m, (high / 4m) - 1m)), Bracket(1.3m, new PriceTerms.StopLimit(high / 4m, (high / 4m) - 2m))),
        };
    }

    private static (OrderPlan One, OrderPlan Other) Both(OrderSpec one, OrderSpec other) => (new OrderPlan.Single(one), new OrderPlan.Single(other));

    private OrderSpec Contract(PositionEffect effect)
    {
        var spec = OrderSpec.Limit(Needs(Broker.Option, "The test broker has no contract."), Side.Buy, 2m, 0.05m);
        return spec with { Legs = [spec.Legs[0] with { Effect = effect }] };
    }

    private OrderSpec Spread(int ratio = 1, PositionEffect effect = PositionEffect.Open) => new()
    {
        Legs =
        [
            new OrderLeg(Needs(Broker.Option, "The test broker has no contract."), Side.Buy, PositionEffect.Open, ratio),
            new OrderLeg(Needs(Broker.OtherOption, "The test broker has no second contract."), Side.Sell, effect),
        ],
        Quantity = new OrderQuantity.Units(1m),
        Price = new PriceTerms.Limit(0.05m),
        TimeInForce = TimeInForce.Day,
    };

    private OrderPlan Bracket(decimal target, PriceTerms stop) => OrderPlan.Bracket(
        OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low),
        OrderSpec.Limit(Broker.Stock, Side.Sell, 2m, decimal.Round(Broker.QuoteOf(Broker.Stock).Ask * target, 2)),
        OrderSpec.One(Broker.Stock, Side.Sell, 2m, stop));
}
