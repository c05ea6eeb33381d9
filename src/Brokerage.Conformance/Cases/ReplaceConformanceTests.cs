namespace Brokerage.Conformance;

/// <summary>A replaced order is one order with new terms.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class ReplaceConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private bool CanReplacePrice => Features.Of(Feature.ReplacePrice).IsSupported;

    [Fact]
    [ConformanceCase("REP-001", "A new price leaves one living order with that price and the old quantity; where features deny it, nothing leaves.")]
    public async Task ANewPriceLeavesOneOrderAsync()
    {
        var order = await PlaceAsync(Resting());
        var price = new PriceTerms.Limit(Low + 1m);
        var intent = OrderIntent.Modify(order, new OrderChange(Price: price));
        if (!CanReplacePrice)
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        Assert.Equal((price, 2m), ((PriceTerms.Limit)living.Price!, living.Quantity));
        var said = Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
        AssertTrue(living, said);
    }

    [Fact]
    [ConformanceCase("REP-002", "A new quantity is the new total; where features deny it, nothing leaves.")]
    public async Task ANewQuantityIsTheTotalAsync()
    {
        var before = Broker.Read().Held(Broker.Stock);
        var order = await PlaceAsync(Resting(10m));
        var intent = OrderIntent.Modify(order, new OrderChange(TotalQuantity: 8m));
        if (!Features.Of(Feature.ReplaceQuantity).IsSupported)
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        await AssertEndsHoldingAsync(before + 8m);
    }

    [Fact]
    [ConformanceCase("REP-005", "A new quantity of a partly filled order counts what was filled, or never leaves.")]
    public async Task ANewQuantityCountsTheFillsAsync()
    {
        var before = Broker.Read().Held(Broker.Stock);
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        Broker.SetQuote(Broker.Stock, Low + 20m, Low + 21m);
        var intent = OrderIntent.Modify(order, new OrderChange(TotalQuantity: 8m));

        var received = Broker.ChangesReceived;
        try
        {
            Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));
        }
        catch (BrokerageException refusal)
        {
            Assert.Equal((received, Effect.None), (Broker.ChangesReceived, refusal.Error.Effect));
            return;
        }

        await AssertEndsHoldingAsync(before + 8m);
    }

    [Fact]
    [ConformanceCase("REP-003", "Replacing what is final changes nothing and is refused.")]
    public async Task AFinalOrderIsNotReplacedAsync()
    {
        Needs(Feature.ReplacePrice);
        var order = await PlaceAsync(Resting());
        await AwaitAsync(Trading.CancelAsync(order, Token));

        var error = await RefusalAsync(OrderIntent.Modify(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m))));

        Assert.Equal(BrokerageErrorCode.OrderStateConflict, error.Code);
        Assert.Single(Broker.Read().Orders);
    }

    [Theory]
    [InlineData(BrokerFault.LoseRequest)]
    [InlineData(BrokerFault.LoseAnswer)]
    [ConformanceCase("REP-004", "A replacement without an answer is in doubt, and looking finds what the books have.")]
    public async Task ALostReplacementIsFoundOrAbsentAsync(BrokerFault fault)
    {
        Needs(Feature.ReplacePrice);
        var order = await PlaceAsync(Resting());
        var prepared = await AwaitAsync(Trading.PrepareAsync(OrderIntent.Modify(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m))), cancellationToken: Token));
        Broker.Inject(fault);

        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        var sighting = await AwaitAsync(Trading.FindAsync(prepared, Token));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        var acted = living.Price == new PriceTerms.Limit(Low + 1m);
        Assert.Equal(fault == BrokerFault.LoseAnswer, acted);
        Assert.True(acted ? sighting is not Sighting.NotSeen { ProvesAbsence: true } : sighting is not Sighting.Found, $"Acted: {acted}, seen: {sighting}.");
    }

    [Fact]
    [ConformanceCase("REP-006", "Old and new order name each other where the id changes, and the old one reads as replaced.")]
    public async Task TheChainIsKeptAsync()
    {
        Needs(Feature.ReplacePrice);
        var order = await PlaceAsync(Resting());

        var placed = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.ReplaceAsync(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m)), Token)));

        Assert.All(Broker.Read().Orders, truth => Assert.True(placed.Orders[0].Order == truth.Id || truth.IsFinal));
        foreach (var truth in Broker.Read().Orders)
        {
            AssertTrue(truth, await ReadAsync(new OrderRef(Broker.Account, truth.Id)));
        }
    }

    [Fact]
    [ConformanceCase("REP-007", "A new time in force is the only thing that changes; where features deny it, nothing leaves.")]
    public async Task ANewLifeAsync()
    {
        var order = await PlaceAsync(Resting());
        var intent = OrderIntent.Modify(order, new OrderChange(TimeInForce: TimeInForce.GoodTillCancelled));
        if (!Features.Of(Feature.ReplaceTerms).IsSupported)
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        Assert.Equal((TimeInForceKind.GoodTillCancelled, 2m, (PriceTerms)new PriceTerms.Limit(Low)), (living.TimeInForce.Kind, living.Quantity, living.Price));
        AssertTrue(living, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items));
    }

    [Fact]
    [ConformanceCase("REP-008", "A new price of a partly filled order keeps its fills, so that no more is bought than was wished for, or never leaves.")]
    public async Task ANewPriceKeepsTheFillsAsync()
    {
        Needs(Feature.ReplacePrice);
        var before = Broker.Read().Held(Broker.Stock);
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        Broker.SetQuote(Broker.Stock, Low + 20m, Low + 21m);

        var received = Broker.ChangesReceived;
        try
        {
            await AwaitAsync(Trading.ReplaceAsync(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m)), Token));
        }
        catch (BrokerageException refusal)
        {
            Assert.Equal((received, Effect.None), (Broker.ChangesReceived, refusal.Error.Effect));
        }

        await AssertEndsHoldingAsync(before + 10m);
    }

    [Fact]
    [ConformanceCase("REP-009", "What is not there cannot be replaced, and that is the reason.")]
    public async Task AnUnknownOrderIsNotReplacedAsync()
    {
        Needs(Feature.ReplacePrice);
        var unknown = new OrderRef(Broker.Account, OrderId.Parse("00000000-0000-4000-8000-00000000dead"));

        var error = await RefusalAsync(OrderIntent.Modify(unknown, new OrderChange(Price: new PriceTerms.Limit(Low))));

        Assert.Equal(BrokerageErrorCode.OrderNotFound, error.Code);
        Assert.Empty(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("REP-010", "A change of price and quantity at once changes both; where features deny it, nothing leaves.")]
    public async Task PriceAndQuantityChangeTogetherAsync()
    {
        var order = await PlaceAsync(Resting(10m));
        var price = new PriceTerms.Limit(Low + 1m);
        var intent = OrderIntent.Modify(order, new OrderChange(Price: price, TotalQuantity: 8m));
        if (!CanReplacePrice || !Features.Of(Feature.ReplaceQuantity).IsSupported)
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        Assert.Equal((price, 8m), ((PriceTerms.Limit)living.Price, living.Quantity));
        AssertTrue(living, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items));
    }

    [Fact]
    [ConformanceCase("REP-011", "What a change does not name stays as it was: the life of the order, its quantity and its sessions.")]
    public async Task WhatIsNotNamedStaysAsync()
    {
        Needs(Feature.ReplacePrice);
        Needs(Feature.GoodTillCancelled);
        var spec = OrderSpec.Limit(Broker.Stock, Side.Buy, 7m, Low) with { TimeInForce = TimeInForce.GoodTillCancelled };
        var before = TruthOf(await PlaceAsync(OrderIntent.Place(Broker.Account, spec)));

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.ReplaceAsync(
            new OrderRef(Broker.Account, before.Id), new OrderChange(Price: new PriceTerms.Limit(Low + 1m)), Token)));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        Assert.Equal((before.TimeInForce.Kind, before.Quantity, before.Sessions, before.Side), (living.TimeInForce.Kind, living.Quantity, living.Sessions, living.Side));
        Assert.Equal(new PriceTerms.Limit(Low + 1m), living.Price);
        AssertTrue(living, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items));
    }

    [Theory]
    [InlineData(PriceKind.Stop)]
    [InlineData(PriceKind.StopLimit)]
    [InlineData(PriceKind.TrailingAmount)]
    [InlineData(PriceKind.TrailingPercent)]
    [ConformanceCase("REP-012", "A trigger, the limit behind it and the distance of a trail change each in its own place and unit; where features deny it, nothing leaves.")]
    public async Task EveryKindOfPriceChangesAsync(PriceKind kind)
    {
        var (before, after) = ChangeOf(kind);
        var place = OrderIntent.Place(Broker.Account, OrderSpec.One(Broker.Stock, Side.Buy, 2m, before));
        LeaveOutUnless(IsPromised(place), $"The features deny {kind}.");
        var intent = OrderIntent.Modify(await PlaceAsync(place), new OrderChange(Price: after));
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));

        var living = Assert.Single(Broker.Read().Orders, one => !one.IsFinal);
        Assert.Equal((after, 2m), (living.Price, living.Quantity));
        AssertTrue(living, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items));
    }

    // Far above the market, so that nothing is triggered.
    private (PriceTerms Before, PriceTerms After) ChangeOf(PriceKind kind)
    {
        var high = decimal.Ceiling(Broker.QuoteOf(Broker.Stock).Ask * 1.4m);
        return kind switch
        {
            PriceKind.Stop => (new PriceTerms.Stop(high), new PriceTerms.Stop(high + 2m)),
            PriceKind.StopLimit => (new PriceTerms.StopLimit(high, high + 5m), new PriceTerms.StopLimit(high + 2m, high + 9m)),
            PriceKind.TrailingAmount => (new PriceTerms.Trailing(20m, InPercent: false), new PriceTerms.Trailing(24m, InPercent: false)),
            _ => (new PriceTerms.Trailing(0.025m, InPercent: true), new PriceTerms.Trailing(0.04m, InPercent: true)),
        };
    }

    // Fills whatever is alive, and looks at what is held in the end.
    private async Task AssertEndsHoldingAsync(decimal held)
    {
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);

        Assert.All(Broker.Read().Orders, one => Assert.True(one.IsFinal));
        Assert.Equal(held, Broker.Read().Held(Broker.Stock));
        Assert.Empty((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
    }
}
