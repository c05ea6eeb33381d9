namespace Brokerage.Conformance;

/// <summary>Orders arrive as they were meant and are read back as they are.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class OrderConformanceTests<TBroker> : TradingConformanceTests<TBroker>
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
    [ConformanceCase("ORD-009", "Open orders are exactly the living ones; final ones are in the history, with their ends.")]
    public async Task OpenAndFinalOrdersAreToldApartAsync()
    {
        var resting = await PlaceAsync(Resting());
        var filled = await PlaceAsync(AtMarket(Side.Buy, 1m));
        var cancelled = await PlaceAsync(Resting(1m));
        await AwaitAsync(Trading.CancelAsync(cancelled, Token));

        var open = await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token));
        var day = TimeSpan.FromDays(1);
        List<Order> all = [];
        await foreach (var order in Trading.EnumerateOrderHistoryAsync(new HistoryQuery(Account, Broker.Clock.GetUtcNow() - day, Broker.Clock.GetUtcNow() + day), Token))
        {
            all.Add(order);
        }

        Assert.True(open.IsComplete);
        Assert.Equal(resting.Order, Assert.Single(open.Items).Ref.Order);
        Assert.Contains(all, one => one.Ref.Order == filled.Order && one.State.Value == OrderState.Filled);
        Assert.Contains(all, one => one.Ref.Order == cancelled.Order && one.State.Value == OrderState.Cancelled);
        Assert.Equal(all.Count, all.DistinctBy(one => one.Ref.Order).Count());
    }

    [Fact]
    [ConformanceCase("ORD-010", "More orders than one page holds are all there, each once.")]
    public async Task NoPageIsLostAsync()
    {
        HashSet<OrderId> placed = [];
        for (var number = 0; number < Broker.PageSize + 3; number++)
        {
            placed.Add((await PlaceAsync(Resting(1m))).Order);
        }

        var open = await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token));

        Assert.Equal(placed.Count, open.Items.Count);
        Assert.True(placed.SetEquals(open.Items.Select(order => order.Ref.Order)));
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
        await PlaceAsync(AtMarket(Side.Sell, 2m, Broker.Shorted));

        var position = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Shorted);
        Assert.Equal(before - 2m, position.Quantity);
        Assert.True(position.MarketValue < 0m);
    }

    [Fact]
    [ConformanceCase("ORD-013", "A trade is in the history once, with the quantity and the price of the books.")]
    public async Task ATradeIsInTheHistoryAsync()
    {
        Needs(Feature.Transactions);
        var order = await PlaceAsync(AtMarket(Side.Sell, 3m));
        var day = TimeSpan.FromDays(1);
        List<Transaction> rows = [];
        await foreach (var row in Connection.Accounts.EnumerateTransactionsAsync(new HistoryQuery(Account, Broker.Clock.GetUtcNow() - day, Broker.Clock.GetUtcNow() + day), Token))
        {
            rows.Add(row);
        }

        var trades = rows.Where(row => row.Kind.Value == TransactionKind.Trade && row.Instrument == Broker.Stock).ToList();
        Assert.Equal(-3m, trades.Sum(row => row.Quantity));
        Assert.Equal(TruthOf(order).AveragePrice, trades.Sum(row => row.Quantity * row.Price) / -3m);
        Assert.Equal(rows.Count, rows.DistinctBy(row => row.Id, StringComparer.Ordinal).Count());
    }
}
