namespace Brokerage.Conformance;

/// <summary>What is filled is told as it was filled, and moves holdings and cash as the books say.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class FillConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("FIL-001", "Three fillings at two prices are each counted: cumulative quantity, average price, executions, and then the end.")]
    public async Task EveryFillingCountsAsync()
    {
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        AssertTrue(TruthOf(order), await ReadAsync(order));
        Broker.PassTime(TimeSpan.FromSeconds(30));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 3m);
        Assert.Equal(7m, TruthOf(order).Filled);
        AssertTrue(TruthOf(order), await ReadAsync(order));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);

        var said = await ReadAsync(order);

        Assert.Equal((OrderState.Filled, 10m, 3), (said.State.Value, said.Filled, TruthOf(order).Fills.Count));
        AssertTrue(TruthOf(order), said);
        AssertTrue(TruthOf(order), (await HistoryAsync(Always)).Single(one => one.Ref == order));
    }

    [Fact]
    [ConformanceCase("FIL-002", "An order that meets two prices is read at the average of what it paid.")]
    public async Task TheAverageIsWeightedAsync()
    {
        var quote = Broker.Look(Broker.Stock);
        Broker.SetQuote(Broker.Stock, quote.Bid, quote.Ask, bidSize: 100m, askSize: 3m);
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 8m, quote.Ask!.Value)));
        Assert.Equal(3m, TruthOf(order).Filled);
        Broker.SetQuote(Broker.Stock, quote.Bid - 2m, quote.Ask - 1m);

        var said = await ReadAsync(order);

        Assert.True(said.IsFinal);
        AssertTrue(TruthOf(order), said);
    }

    [Fact]
    [ConformanceCase("FIL-003", "What is partly filled is among the open orders with its part, and the part is in the holding.")]
    public async Task APartIsOpenAndHeldAsync()
    {
        var before = Broker.Read().Held(Broker.Stock);
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);

        var open = Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
        var position = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Stock);

        AssertTrue(TruthOf(order), open);
        Assert.Equal(before + 4m, position.Quantity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [ConformanceCase("FIL-004", "A holding that is closed is gone: long by a sale, short by a purchase.")]
    public async Task AClosedHoldingIsGoneAsync(bool isLong)
    {
        var instrument = isLong ? Broker.Stock : Broker.Shorted;
        var held = Broker.Read().Held(instrument);
        LeaveOutUnless(held != 0m, "The account is not short of anything.");
        Assert.Equal(held, (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == instrument).Quantity);
        // Some brokers have a word of its own for covering.
        await PlaceAsync(AtMarket(isLong ? Side.Sell : Side.Buy, decimal.Abs(held), instrument, isLong ? PositionEffect.Unspecified : PositionEffect.Close));

        var positions = await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token));

        Assert.Equal(0m, Broker.Read().Held(instrument));
        Assert.DoesNotContain(positions.Items, one => one.Instrument == instrument);
        Assert.Equal(Broker.Read().Holdings.Count, positions.Items.Count);
    }

    [Fact]
    [ConformanceCase("FIL-005", "A trade moves the cash by what it cost, and the balance says so at once.")]
    public async Task ATradeMovesTheCashAsync()
    {
        var before = (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash;
        await PlaceAsync(AtMarket(Side.Buy, 3m));

        var after = await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token));

        var moved = Broker.Read().Movements.Where(one => one.Kind == TransactionKind.Trade).Sum(one => one.Net);
        Assert.Equal(before + moved, after.Cash);
        Assert.True(moved < 0m);
    }

    [Fact]
    [ConformanceCase("FIL-006", "What is held back by a working sale is not available, and is again once that ends.")]
    public async Task WhatIsPromisedIsNotAvailableAsync()
    {
        LeaveOutUnless(!Broker.Untold.ContainsKey("Position.Available"), "The broker does not tell what is available.");
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Sell, 5m, decimal.Round(Broker.QuoteOf(Broker.Stock).Ask * 1.5m, 2))));

        Assert.Equal(Broker.Read().Holdings.Single(one => one.Instrument == Broker.Stock).Available, await AvailableAsync());
        await AwaitAsync(Trading.CancelAsync(order, Token));
        Assert.Equal(Broker.Read().Held(Broker.Stock), await AvailableAsync());
    }

    [Fact]
    [ConformanceCase("FIL-007", "What an order has cost in commissions is told wherever the broker tells it, and is taken from the cash.")]
    public async Task CommissionsAreToldAsync()
    {
        var order = await PlaceAsync(AtMarket(Side.Sell, 4m));
        var truth = TruthOf(order);
        LeaveOutUnless(truth.Fees != 0m || !Broker.Untold.ContainsKey("Order.Fees"), "Trades are free here, and the broker tells no fees.");

        var said = await ReadAsync(order);

        Assert.True(truth.Fees > 0m, "The test broker has to charge for trades, or list Order.Fees as untold.");
        AssertTrue(truth, said);
        Assert.All(said.Fees, fee => Assert.True(fee.Amount.Amount > 0m));
        Assert.Equal(truth.Fees, said.Executions.Count == 0 || said.Executions[0].Commission is null ? truth.Fees : said.Executions.Sum(one => one.Commission!.Value.Amount));
    }

    [Fact]
    [ConformanceCase("FIL-008", "An order that lives for the day is expired after its close, with what it filled, and no longer open.")]
    public async Task ADayEndsAsync()
    {
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        Broker.SetQuote(Broker.Stock, Low + 20m, Low + 21m);
        Broker.PassTime(TimeSpan.FromHours(12));

        var said = await ReadAsync(order);

        Assert.Equal((OrderState.Expired, 4m), (TruthOf(order).State, TruthOf(order).Filled));
        AssertTrue(TruthOf(order), said);
        Assert.Empty((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    [ConformanceCase("FIL-009", "What is bought below its limit, or sold above it, is read at the price that was paid, not at the limit.")]
    public async Task ABetterPriceIsToldAsync(Side side)
    {
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        var limit = side == Side.Buy ? ask + 2m : bid - 2m;

        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, side, 3m, limit)));

        Assert.Equal((3m, side == Side.Buy ? ask : bid), (TruthOf(order).Filled, TruthOf(order).AveragePrice));
        AssertTrue(TruthOf(order), await ReadAsync(order));
        AssertTrue(TruthOf(order), (await HistoryAsync(Always)).Single(one => one.Ref == order));
    }

    private async Task<decimal?> AvailableAsync() =>
        (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Broker.Stock).Available;
}
