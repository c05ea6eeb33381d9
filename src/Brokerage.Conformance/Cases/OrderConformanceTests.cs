namespace Brokerage.Conformance;

/// <summary>Orders arrive as they were meant and are read back as they are.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract partial class OrderConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("ORD-001", "A limit order arrives once, with its instrument, side, quantity and price, and rests.")]
    public async Task ALimitOrderArrivesAsMeantAsync()
    {
        var order = await PlaceAsync(Resting());

        var truth = Assert.Single(Broker.Read().Orders);
        Assert.Equal((order.Order, Broker.Stock, Side.Buy, (decimal?)2m), (truth.Id, truth.Instrument, truth.Side, truth.Quantity));
        Assert.Equal(new PriceTerms.Limit(Low), truth.Price);
        AssertTrue(truth, await ReadAsync(order));
    }

    [Theory]
    [InlineData(Side.Buy, 3)]
    [InlineData(Side.Sell, 4)]
    [ConformanceCase("ORD-002", "A purchase adds to the holding, a sale takes from it, at the average price that the books have.")]
    public async Task AMarketOrderMovesTheHoldingAsync(Side side, int units)
    {
        var before = Broker.Read().Held(Broker.Stock);

        var order = await PlaceAsync(AtMarket(side, units));

        var moved = side == Side.Buy ? units : -units;
        Assert.Equal(before + moved, Broker.Read().Held(Broker.Stock));
        var position = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Stock);
        Assert.Equal(before + moved, position.Quantity);
        var said = await ReadAsync(order);
        Assert.Equal(OrderState.Filled, said.State.Value);
        AssertTrue(TruthOf(order), said);
    }

    [Fact]
    [ConformanceCase("ORD-003", "What is filled in part is read as that part, and as still alive.")]
    public async Task APartialFillIsAPartAsync()
    {
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);

        var said = await ReadAsync(order);

        Assert.Equal(4m, TruthOf(order).Filled);
        Assert.Equal((4m, OrderState.PartiallyFilled, false), (said.Filled, said.State.Value, said.IsFinal));
        AssertTrue(TruthOf(order), said);
    }

    [Fact]
    [ConformanceCase("ORD-004", "The application's own id is given back wherever the features say so.")]
    public async Task TheClientIdComesBackAsync()
    {
        var intent = Resting();

        var order = await PlaceAsync(intent);
        var said = (await AwaitAsync(Broker.Connect().Trading!.GetOpenOrdersAsync(Account, Token))).Items.Single(one => one.Ref.Order == order.Order);

        var known = Features.Of(Feature.FindByClientId).IsSupported ? intent.ClientOrderId : said.ClientOrderId;
        Assert.Equal(known, said.ClientOrderId);
    }

    [Fact]
    [ConformanceCase("ORD-005", "Preparing sends nothing that changes anything, and gives the same wire id every time.")]
    public async Task PreparingChangesNothingAsync()
    {
        var intent = Resting();

        var first = await AwaitAsync(Trading.PrepareAsync(intent, cancellationToken: Token));
        var second = await AwaitAsync(Broker.Connect().Trading!.PrepareAsync(intent, cancellationToken: Token));

        Assert.Equal(intent, first.Intent);
        Assert.Equal(first.WireId, second.WireId);
        Assert.Equal(0, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("ORD-006", "One preparation sent twice, from two connections, is one order, or the second is refused or in doubt: never two.")]
    public async Task OnePreparationIsOneOrderAsync()
    {
        // Without an id of ours at the broker, only the journal keeps one preparation from being sent twice.
        Needs(Feature.FindByClientId);
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));

        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        try
        {
            await AwaitAsync(Broker.Connect().Trading!.SubmitAsync(prepared, Token));
        }
        catch (ArgumentException)
        {
            // A broker in this process may remember the attempt itself, as Mock does.
        }

        Assert.Single(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("ORD-007", "What the account cannot pay is refused with the code for that, and leaves no living order.")]
    public async Task TooDearIsRefusedAsync()
    {
        var error = await RefusalAsync(OrderIntent.Place(
            Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 1_000_000m, Broker.QuoteOf(Broker.Stock).Ask)));

        Assert.Equal((BrokerageErrorCode.InsufficientFunds, Effect.None), (error.Code, error.Effect));
        Assert.DoesNotContain(Broker.Read().Orders, order => !order.IsFinal);
    }

    [Fact]
    [ConformanceCase("ORD-008", "What is not listed is refused by the code for that.")]
    public async Task AnUnlistedInstrumentIsRefusedAsync()
    {
        var error = await RefusalAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Unlisted, Side.Buy, 1m, 10m)));

        Assert.Equal(BrokerageErrorCode.SymbolNotFound, error.Code);
        Assert.Empty(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("ORD-011", "An order of another connection is refused as an argument, before anything is asked.")]
    public async Task AStrangersOrderIsNotTouchedAsync()
    {
        var order = await PlaceAsync(Resting());
        var received = Broker.ChangesReceived;
        var stranger = order with { Account = order.Account with { Connection = ConnectionId.Parse("somebody-else") } };

        await Assert.ThrowsAsync<ArgumentException>(() => Trading.CancelAsync(stranger, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Trading.GetOrderAsync(stranger, Token));

        Assert.Equal(received, Broker.ChangesReceived);
        Assert.False(TruthOf(order).IsFinal);
    }

    [Fact]
    [ConformanceCase("ORD-012", "Where selling short is possible, what is sold beyond nothing is a negative position.")]
    public async Task AShortSaleIsNegativeAsync()
    {
        if (!Features.Of(Feature.ShortSelling).IsSupported)
        {
            var spec = OrderSpec.Market(Broker.Shorted, Side.Sell, 1m);
            await AssertNothingLeavesAsync(OrderIntent.Place(Broker.Account, spec with { Legs = [spec.Legs[0] with { Effect = PositionEffect.Open }] }));
            return;
        }

        var before = Broker.Read().Held(Broker.Shorted);
        await PlaceAsync(AtMarket(Side.Sell, 2m, Broker.Shorted, PositionEffect.Open));

        var position = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Shorted);
        Assert.Equal(before - 2m, position.Quantity);
        Assert.True(position.MarketValue < 0m);
    }

    [Fact]
    [ConformanceCase("ORD-015", "One attempt is sent once by one connection: the second submit is misuse, and nothing leaves.")]
    public async Task OneAttemptIsSentOnceAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        var received = Broker.ChangesReceived;

        await Assert.ThrowsAsync<ArgumentException>(() => AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        Assert.Equal(received, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("ORD-016", "A preview tells what the order costs and places nothing; where the broker has none, what is reckoned in its place says so.")]
    public async Task APreviewPlacesNothingAsync()
    {
        var price = Broker.Look(Broker.Stock).Ask!.Value;
        PreparedOrder? prepared = null;
        try
        {
            prepared = await AwaitAsync(Trading.PrepareAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, price)), withPreview: true, Token));
        }
        catch (BrokerageException refusal)
        {
            Assert.Equal(BrokerageErrorCode.FeatureNotSupported, refusal.Code);
        }

        Assert.Equal(0, Broker.ChangesReceived);
        Assert.Empty(Broker.Read().Orders);
        Assert.True(!Features.Of(Feature.OrderPreview).IsSupported || prepared?.Preview is not null, "Features promise a preview.");
        if (prepared?.Preview is { } preview)
        {
            Assert.Equal(Features.Of(Feature.OrderPreview).Support == Support.Native, preview.Source == Support.Native);
            Assert.Equal(Money.Usd(2m * price), preview.EstimatedTotal);
        }
    }

    [Fact]
    [ConformanceCase("ORD-017", "The answer to a placement names the order that is in the books, as it is there.")]
    public async Task TheAnswerIsTheOrderAsync()
    {
        var placed = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(Resting(), Token)));

        var truth = Assert.Single(Broker.Read().Orders);
        var acknowledged = Assert.Single(placed.Orders);
        Assert.Equal((truth.Id, (BrokerageError?)null), (acknowledged.Order, acknowledged.Error));
        if (placed.Snapshot is { } snapshot)
        {
            Assert.Equal((truth.Id, Side.Buy, 0m, Broker.Stock), (snapshot.Ref.Order, snapshot.Legs[0].Leg.Side, snapshot.Filled, snapshot.Legs[0].Leg.Instrument));
            Assert.Equal(truth.Price, snapshot.Price);
            Assert.False(snapshot.IsFinal);
        }
    }

    [Fact]
    [ConformanceCase("ORD-018", "Two wishes are two orders under two ids.")]
    public async Task TwoWishesAreTwoOrdersAsync()
    {
        var (first, second) = (Resting(1m), Resting(1m));

        var one = await PlaceAsync(first);
        var other = await PlaceAsync(second);

        Assert.NotEqual(one, other);
        Assert.Equal(2, Broker.Read().Orders.Count);
        var seen = (await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items;
        Assert.Equal(2, seen.Select(order => order.WireId ?? order.Ref.Order.Value).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    [ConformanceCase("ORD-019", "Odd quantities and prices arrive to the last digit.")]
    public async Task EveryDigitArrivesAsync()
    {
        var spec = OrderSpec.Limit(Broker.Stock, Side.Buy, 37m, Low + 0.37m);

        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, spec));

        Assert.Equal((37m, spec.Price), (TruthOf(order).Quantity, TruthOf(order).Price));
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("ORD-024", "A price on a grid finer than a cent arrives to the last digit, and is read back so.")]
    public async Task FinePricesArriveAsync()
    {
        var instrument = Needs(Broker.FinelyPriced, "The test broker has nothing that is priced finer than in cents.");
        var step = Broker.Describe(instrument).PriceStep ?? throw new InvalidOperationException($"{instrument} has to have a step.");
        // A step beside a whole cent, far below the market.
        var price = decimal.Floor(Broker.QuoteOf(instrument).Bid * 60m) / 100m + step;
        var spec = OrderSpec.Limit(instrument, Side.Buy, 20m, price) with { TimeInForce = TimeInForce.GoodTillCancelled };
        var intent = OrderIntent.Place(Broker.Account, spec);
        Assert.True(IsPromised(intent));

        var order = await PlaceAsync(intent);

        Assert.Equal(spec.Price, TruthOf(order).Price);
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }
}
