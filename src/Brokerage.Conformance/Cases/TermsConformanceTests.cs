namespace Brokerage.Conformance;

/// <summary>Every kind of price, life and plan: as the features promise, or nothing leaves.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract partial class TermsConformanceTests<TBroker> : TradingConformanceTests<TBroker>
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
    public Task TermsArriveAsMeantAsync(PriceKind price, TimeInForceKind time) => ArrivesAsync(SpecOf(Broker.Stock, 2m, price, time));

    [Theory]
    [MemberData(nameof(Combinations))]
    [ConformanceCase("TRM-005", "The same for a crypto pair, in a fraction of a coin.")]
    public Task CryptoTermsArriveAsMeantAsync(PriceKind price, TimeInForceKind time) =>
        ArrivesAsync(SpecOf(Needs(Broker.Coin, "The test broker has no pair."), 0.125m, price, time));

    [Theory]
    [MemberData(nameof(Combinations))]
    [ConformanceCase("TRM-006", "The same for a contract that is bought to open.")]
    public Task OptionTermsArriveAsMeantAsync(PriceKind price, TimeInForceKind time)
    {
        var spec = SpecOf(Needs(Broker.Option, "The test broker has no contract."), 2m, price, time);
        return ArrivesAsync(spec with { Legs = [spec.Legs[0] with { Effect = PositionEffect.Open }] });
    }

    [Fact]
    [ConformanceCase("TRM-009", "All-or-none arrives as that, waits for all, and is read back as that; where features deny it, nothing leaves.")]
    public async Task AllOrNoneArrivesAsync()
    {
        var intent = OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 10m, Low) with { AllOrNone = true });
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);

        Assert.Equal((true, 0m), (TruthOf(order).AllOrNone, TruthOf(order).Filled));
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [ConformanceCase("TRM-010", "An amount of cash arrives as an amount of cash and buys no more than it; where features deny it, nothing leaves.")]
    public async Task CashAmountsArriveAsync(bool isCoin)
    {
        var instrument = isCoin ? Needs(Broker.Coin, "The test broker has no pair.") : Broker.Stock;
        var spec = OrderSpec.Market(instrument, Side.Buy, 1m) with
        {
            Quantity = new OrderQuantity.Cash(Money.Usd(250m)),
            TimeInForce = isCoin ? TimeInForce.GoodTillCancelled : TimeInForce.Day,
        };
        var intent = OrderIntent.Place(Broker.Account, spec);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var before = Broker.Read().Held(instrument);
        var order = await PlaceAsync(intent);

        var truth = TruthOf(order);
        Assert.Equal(250m, truth.Cash);
        Assert.InRange(truth.Filled * (truth.AveragePrice ?? 0m), 240m, 250m);
        Assert.Equal(before + truth.Filled, Broker.Read().Held(instrument));
        AssertTrue(truth, await ReadAsync(order));
    }

    [Theory]
    [InlineData(TimeInForceKind.ImmediateOrCancel, 4)]
    [InlineData(TimeInForceKind.FillOrKill, 0)]
    [ConformanceCase("TRM-011", "What cannot be filled whole at once: immediate-or-cancel keeps its part and ends, fill-or-kill ends with nothing.")]
    public async Task OrdersThatDoNotWaitEndAsync(TimeInForceKind time, int filled)
    {
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        Broker.SetQuote(Broker.Stock, bid, ask, bidSize: 100m, askSize: 4m);
        var intent = OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 10m, ask) with { TimeInForce = new TimeInForce(time) });
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);

        Assert.Equal((OrderState.Cancelled, (decimal)filled), (TruthOf(order).State, TruthOf(order).Filled));
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("TRM-012", "An exit is set off when its entry is filled, ends its sibling when it is filled itself, and all of it is read as it is.")]
    public async Task ABracketLivesAsync()
    {
        var intent = OrderIntent.Place(Broker.Account, PlanOf(OrderShape.Bracket));
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var entry = await PlaceAsync(intent);
        await AssertExitsTrueAsync(entry, exit => Assert.Equal(OrderState.Held, exit.State));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);
        Assert.Equal(OrderState.Filled, TruthOf(entry).State);
        await AssertExitsTrueAsync(entry, exit => Assert.False(exit.IsFinal));
        var target = ((PriceTerms.Limit)Broker.Read().Orders.Single(order => order.Role == OrderRole.TakeProfit).Price).Price;
        Broker.SetQuote(Broker.Stock, target, target + 1m);

        await AssertExitsTrueAsync(entry, exit => Assert.Equal(exit.Role == OrderRole.TakeProfit ? OrderState.Filled : OrderState.Cancelled, exit.State));
        Assert.Empty((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
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
        var orders = Broker.Read().Orders;
        Assert.Equal(shape == OrderShape.Bracket ? 3 : 2, orders.Count);
        Assert.All(SpecsOf(PlanOf(shape)), spec => Assert.Single(orders, order => IsMeant(spec, order)));
        Assert.All(Below(said).Prepend(said).Where(one => one.Legs.Count > 0), one => AssertTrue(TruthOf(one.Ref), one));
        Assert.Equal(shape == OrderShape.Bracket ? 3 : 2, Below(said).Prepend(said).Count(one => one.Legs.Count > 0));
        Assert.Equal(orders.Select(order => order.Id).Order(Ids), placed.Orders.Select(ack => ack.Order).OfType<OrderId>().Where(id => orders.Any(order => order.Id == id)).Order(Ids));
        Assert.All(Below(said).Prepend(said), one => Assert.All(one.Children, child => Assert.Equal(one.Ref.Order, child.Parent)));
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

    private static Comparer<OrderId> Ids { get; } = Comparer<OrderId>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value));

    private static bool IsMeant(OrderSpec spec, TrueOrder order) =>
        (spec.Legs[0].Instrument, spec.Legs[0].Side, spec.Quantity, spec.Price, spec.TimeInForce.Kind)
        == (order.Instrument, order.Side, new OrderQuantity.Units(order.Quantity ?? 0m), order.Price, order.TimeInForce.Kind);

    private static IEnumerable<OrderSpec> SpecsOf(OrderPlan plan) => plan switch
    {
        OrderPlan.OneTriggers triggers => SpecsOf(triggers.Then).Prepend(triggers.First),
        OrderPlan.OneCancels cancels => cancels.Parts.SelectMany(SpecsOf),
        _ => [((OrderPlan.Single)plan).Spec],
    };

    private async Task ArrivesAsync(OrderSpec spec)
    {
        var intent = OrderIntent.Place(Broker.Account, spec);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);

        var truth = TruthOf(order);
        Assert.Equal((spec.Legs[0].Instrument, spec.Legs[0].Side, ((OrderQuantity.Units)spec.Quantity).Value), (truth.Instrument, truth.Side, truth.Quantity));
        Assert.Equal(spec.Price, truth.Price);
        Assert.Equal((spec.TimeInForce.Kind, spec.TimeInForce.Until), (truth.TimeInForce.Kind, truth.TimeInForce.Until));
        Assert.Equal(Sessions.Regular, truth.Sessions);
        AssertTrue(truth, await ReadAsync(order));
    }

    private async Task AssertExitsTrueAsync(OrderRef entry, Action<TrueOrder> demand)
    {
        var said = await ReadAsync(entry);
        AssertTrue(TruthOf(entry), said);
        var exits = Below(said).Where(one => one.Legs.Count > 0).ToList();
        Assert.Equal(2, exits.Count);
        Assert.All(exits, exit =>
        {
            AssertTrue(TruthOf(exit.Ref), exit);
            Assert.Equal(TruthOf(exit.Ref).Role, exit.Role);
            demand(TruthOf(exit.Ref));
        });
    }

    private OrderSpec SpecOf(Instrument instrument, decimal units, PriceKind price, TimeInForceKind time) =>
        OrderSpec.One(instrument, Side.Buy, units, PriceOf(price, instrument)) with { TimeInForce = TimeOf(time) };

    // Below the market where it is to rest, above it where it is to be triggered; on any grid of prices that is used.
    private PriceTerms PriceOf(PriceKind kind, Instrument instrument)
    {
        var (bid, ask) = Broker.QuoteOf(instrument);
        var (low, high, distance) = (Grid(bid * 0.6m), Grid(ask * 1.4m), Grid(ask * 0.1m));
        return kind switch
        {
            PriceKind.Market => new PriceTerms.Market(),
            PriceKind.Limit => new PriceTerms.Limit(low),
            PriceKind.Stop => new PriceTerms.Stop(high),
            PriceKind.StopLimit => new PriceTerms.StopLimit(high, high + distance),
            PriceKind.TrailingAmount => new PriceTerms.Trailing(distance, InPercent: false),
            PriceKind.TrailingPercent => new PriceTerms.Trailing(0.025m, InPercent: true),
            _ => new PriceTerms.Trailing(distance, InPercent: false, LimitOffset: 1m),
        };
    }

    private static decimal Grid(decimal price) => decimal.Ceiling(price * 20m) / 20m;

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
