namespace Brokerage.Conformance;

/// <summary>Every kind of price, life and plan: as the features promise, or nothing leaves.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class TermsConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    /// <summary>Every kind of price with every time in force.</summary>
    public static TheoryData<PriceKind, TimeInForceKind> Combinations
    {
        get
        {
            TheoryData<PriceKind, TimeInForceKind> all = [];
            foreach (var price in Enum.GetValues<PriceKind>())
            {
                foreach (var time in Enum.GetValues<TimeInForceKind>().Where(kind => kind is not TimeInForceKind.Unknown))
                {
                    all.Add(price, time);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    [ConformanceCase("TRM-001", "Every price kind in every time in force arrives as meant and is read back whole; what features deny never leaves.")]
    public async Task TermsArriveAsMeantAsync(PriceKind price, TimeInForceKind time)
    {
        var spec = OrderSpec.One(Broker.Stock, Side.Buy, 2m, PriceOf(price)) with { TimeInForce = TimeOf(time) };
        var intent = OrderIntent.Place(Broker.Account, spec);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);

        var truth = TruthOf(order);
        Assert.Equal(spec.Price, truth.Price);
        Assert.Equal(spec.TimeInForce.Kind, truth.TimeInForce?.Kind);
        var said = await ReadAsync(order);
        AssertTrue(truth, said);
        Assert.Equal(spec.TimeInForce.Kind, said.TimeInForce?.Kind);
        Assert.Equal(spec.Price, said.Price);
    }

    [Theory]
    [InlineData(OrderShape.Bracket)]
    [InlineData(OrderShape.OneCancels)]
    [InlineData(OrderShape.OneTriggers)]
    [ConformanceCase("TRM-002", "A plan arrives whole and is read back as that plan, exits under their roles; what features deny never leaves.")]
    public async Task PlansArriveWholeAsync(OrderShape shape)
    {
        var intent = OrderIntent.Place(Broker.Account, PlanOf(shape));
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var placed = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        var said = await ReadAsync(new OrderRef(Broker.Account, placed.Orders[0].Order!.Value));
        Assert.Equal(shape, said.Shape.Value);
        Assert.Equal(shape == OrderShape.Bracket ? 3 : 2, Broker.Read().Orders.Count);
        if (shape == OrderShape.Bracket)
        {
            Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], Below(said).Where(child => child.Legs.Count > 0).Select(child => child.Role).Order());
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.25)]
    [ConformanceCase("TRM-003", "Fractions of a share arrive exactly, or never leave.")]
    public async Task FractionsArriveExactlyAsync(double fraction)
    {
        var units = (decimal)fraction;
        var intent = AtMarket(Side.Buy, units);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var before = Broker.Read().Held(Broker.Stock);
        var order = await PlaceAsync(intent);

        Assert.Equal(before + units, Broker.Read().Held(Broker.Stock));
        Assert.Equal(units, (await ReadAsync(order)).Filled);
    }

    [Fact]
    [ConformanceCase("TRM-004", "What is malformed never leaves: no quantity, a negative price, a leg twice.")]
    public async Task NonsenseNeverLeavesAsync()
    {
        var good = OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low);

        await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, good with { Quantity = new OrderQuantity.Units(0m) }));
        await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, good with { Quantity = new OrderQuantity.Units(-1m) }));
        await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, good with { Price = new PriceTerms.Limit(-1m) }));
        await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, good with { Legs = [good.Legs[0], good.Legs[0]] }));
        await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, good with { Legs = [] }));
    }

    // A broker may group the exits under a parent of their own, which has no legs.
    private static IEnumerable<Order> Below(Order order) => order.Children.SelectMany(child => Below(child).Prepend(child));

    private bool IsPromised(OrderIntent intent) =>
        OrderRules.RefusalOf(Connection.Broker, Broker.Account, OrderRules.Check(Features, account: null, instrument: null, intent)) is null;

    private PriceTerms PriceOf(PriceKind kind)
    {
        var high = decimal.Round(Broker.QuoteOf(Broker.Stock).Ask * 1.4m, 2);
        return kind switch
        {
            PriceKind.Market => new PriceTerms.Market(),
            PriceKind.Limit => new PriceTerms.Limit(Low),
            PriceKind.Stop => new PriceTerms.Stop(high),
            PriceKind.StopLimit => new PriceTerms.StopLimit(high, high + 1m),
            PriceKind.TrailingAmount => new PriceTerms.Trailing(12.5m, InPercent: false),
            PriceKind.TrailingPercent => new PriceTerms.Trailing(2.5m, InPercent: true),
            _ => new PriceTerms.Trailing(12.5m, InPercent: false, LimitOffset: 1m),
        };
    }

    private TimeInForce TimeOf(TimeInForceKind kind) => kind switch
    {
        TimeInForceKind.GoodTillDate => TimeInForce.GoodTill(DateOnly.FromDateTime(Broker.Clock.GetUtcNow().AddDays(14).UtcDateTime)),
        _ => new TimeInForce(kind),
    };

    private OrderPlan PlanOf(OrderShape shape)
    {
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        var target = OrderSpec.Limit(Broker.Stock, Side.Sell, 2m, decimal.Round(ask * 1.3m, 2));
        var stop = OrderSpec.One(Broker.Stock, Side.Sell, 2m, new PriceTerms.Stop(decimal.Round(bid * 0.5m, 2)));
        var entry = OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low);
        return shape switch
        {
            OrderShape.Bracket => OrderPlan.Bracket(entry, target, stop),
            OrderShape.OneCancels => new OrderPlan.OneCancels([new OrderPlan.Single(target), new OrderPlan.Single(stop)]),
            _ => new OrderPlan.OneTriggers(entry, new OrderPlan.Single(target)),
        };
    }
}
