namespace Brokerage.Conformance;

/// <summary>What happened is told once, whole, with its signs and its times.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class HistoryConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    [ConformanceCase("HIS-001", "A trade is in the history once: quantity as the holding moved, cash as the cash moved, price, fees, time and order as in the books.")]
    public async Task ATradeIsInTheHistoryAsync(Side side)
    {
        Needs(Feature.Transactions);
        var order = await PlaceAsync(AtMarket(side, 3m));

        AssertTrue(Broker.Read().Movements.Single(one => one.Order == order.Order), Assert.Single(await TradesOfAsync(Broker.Stock)));
    }

    [Fact]
    [ConformanceCase("HIS-002", "A contract's trade moves contracts, is priced per unit of the underlying, and its cash counts the multiplier.")]
    public async Task AContractsCashCountsTheMultiplierAsync()
    {
        Needs(Feature.Transactions);
        Needs(Feature.OptionTrading);
        var contract = Needs(Broker.Option, "The test broker has no contract.");
        var spec = OrderSpec.Market(contract, Side.Buy, 2m);
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, spec with { Legs = [spec.Legs[0] with { Effect = PositionEffect.Open }] }));

        var truth = Broker.Read().Movements.Single(one => one.Order == order.Order);
        Assert.Equal(-2m * 100m * truth.Price - truth.Fees, truth.Net);
        AssertTrue(truth, Assert.Single(await TradesOfAsync(contract)));
    }

    [Fact]
    [ConformanceCase("HIS-003", "Several fillings of one order are several rows, which add up.")]
    public async Task EveryFillingHasARowAsync()
    {
        Needs(Feature.Transactions);
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 3m);

        var rows = await TradesOfAsync(Broker.Stock);

        Assert.Equal([3m, 4m], rows.Select(row => row.Quantity ?? 0m).Order());
        Assert.Equal(TruthOf(order).Filled, rows.Sum(row => row.Quantity));
        Assert.Equal(2, rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    [ConformanceCase("HIS-004", "More rows than one page holds are all there, each once, newest first.")]
    public async Task NoPageOfRowsIsLostAsync()
    {
        Needs(Feature.Transactions);
        var (bid, ask) = Broker.QuoteOf(Broker.Shorted);
        Broker.SetQuote(Broker.Shorted, bid, ask);
        Broker.PlaceElsewhere(OrderSpec.Market(Broker.Stock, Side.Buy, 1m), 3);
        Broker.PassTime(TimeSpan.FromSeconds(5));
        Broker.PlaceElsewhere(OrderSpec.Market(Broker.Shorted, Side.Buy, 1m), Broker.PageSize + 3);

        var rows = await TransactionsAsync(Always);

        var trades = rows.Where(row => row.Kind.Value == TransactionKind.Trade).ToList();
        Assert.Equal(Broker.PageSize + 6, trades.Count);
        Assert.Equal(rows.Count, rows.DistinctBy(row => row.Id, StringComparer.Ordinal).Count());
        Assert.Equal(Broker.Stock, trades[^1].Instrument);
        var times = trades.ConvertAll(row => row.Time ?? DateTimeOffset.MinValue);
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    [ConformanceCase("HIS-005", "More orders than one page holds are all in the history, each once, newest first.")]
    public async Task NoPageOfOrdersIsLostAsync()
    {
        Needs(Feature.OrderHistory);
        var first = await PlaceAsync(Resting(1m));
        Broker.PassTime(TimeSpan.FromSeconds(5));
        var placed = Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, 1m), Broker.PageSize + 3).Append(first.Order).ToHashSet();

        var orders = await HistoryAsync(Always);

        Assert.Equal(placed.Count, orders.Count);
        Assert.True(placed.SetEquals(orders.Select(order => order.Ref.Order)));
        Assert.Equal(first.Order, orders[^1].Ref.Order);
    }

    [Fact]
    [ConformanceCase("HIS-006", "A history holds what lies in its span and nothing else: its beginning counts, its end does not.")]
    public async Task TheSpanIsKeptAsync()
    {
        Needs(Feature.OrderHistory);
        await PlaceAsync(Resting(1m));
        Broker.PassTime(TimeSpan.FromMinutes(10));
        var from = Broker.Clock.GetUtcNow().AddMinutes(-1);
        var inside = await PlaceAsync(AtMarket(Side.Buy, 2m));
        Broker.PassTime(TimeSpan.FromMinutes(10));
        var to = Broker.Clock.GetUtcNow().AddMinutes(-1);
        await PlaceAsync(AtMarket(Side.Buy, 5m));

        var orders = await HistoryAsync(new HistoryQuery(Account, from, to));

        Assert.Equal(inside.Order, Assert.Single(orders).Ref.Order);
        if (Features.Of(Feature.Transactions).IsSupported)
        {
            var rows = (await TransactionsAsync(new HistoryQuery(Account, from, to))).Where(row => row.Kind.Value == TransactionKind.Trade);
            Assert.Equal(2m, Assert.Single(rows).Quantity);
        }
    }

    [Fact]
    [ConformanceCase("HIS-007", "A cursor leads on from its page, and a page says where the next one is.")]
    public async Task ACursorLeadsOnAsync()
    {
        Needs(Feature.OrderHistory);
        Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, 1m), Broker.PageSize + 1);

        var first = await AwaitAsync(Trading.GetOrderHistoryAsync(Always, Token));
        Assert.NotNull(first.Next);
        var second = await AwaitAsync(Trading.GetOrderHistoryAsync(Always with { Cursor = first.Next }, Token));

        Assert.Empty(first.Items.Select(order => order.Ref).Intersect(second.Items.Select(order => order.Ref)));
        Assert.NotEmpty(second.Items);
        Assert.Empty(first.Gaps.Concat(second.Gaps));
    }

    [Fact]
    [ConformanceCase("HIS-008", "A cursor that no page has given is refused as a request: it is neither the beginning nor the end of a history.")]
    public async Task AMadeUpCursorIsRefusedAsync()
    {
        Needs(Feature.OrderHistory);
        await PlaceAsync(AtMarket(Side.Buy, 1m));
        var query = Always with { Cursor = "made up!" };

        Assert.Equal(BrokerageErrorCode.InvalidRequest, (await ErrorOfAsync(Trading.GetOrderHistoryAsync(query, Token))).Code);
        if (Features.Has(Feature.Transactions))
        {
            Assert.Equal(BrokerageErrorCode.InvalidRequest, (await ErrorOfAsync(Connection.Accounts.GetTransactionsAsync(query, Token))).Code);
        }
    }

    [Theory]
    [InlineData(BrokerFault.SpoilRows)]
    [InlineData(BrokerFault.BreakPages)]
    [ConformanceCase("HIS-009", "A history of which a row cannot be read, or a later page does not come, is an error or names its gap: it never just ends.")]
    public async Task AHistoryWithAHoleSaysSoAsync(BrokerFault fault)
    {
        Needs(fault);
        var count = fault == BrokerFault.BreakPages ? Broker.PageSize + 3 : 3;
        Broker.PlaceElsewhere(OrderSpec.Market(Broker.Shorted, Side.Buy, 1m), count);
        Broker.Inject(fault);

        if (Features.Has(Feature.OrderHistory))
        {
            Assert.True(await SaysOfHolesAsync(cursor => Trading.GetOrderHistoryAsync(Always with { Cursor = cursor }, Token)), $"A part of {count} orders is told as all of them.");
        }

        if (Features.Has(Feature.Transactions))
        {
            Assert.True(
                await SaysOfHolesAsync(cursor => Connection.Accounts.GetTransactionsAsync(Always with { Cursor = cursor }, Token)), $"A part of {count} trades is told as all of them.");
        }
    }

    private async Task<bool> SaysOfHolesAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        var gaps = 0;
        string? cursor = null;
        do
        {
            try
            {
                var page = await AwaitAsync(read(cursor));
                (gaps, cursor) = (gaps + page.Gaps.Count, page.Next);
            }
            catch (BrokerageException)
            {
                return true;
            }
        }
        while (cursor is not null);

        return gaps > 0;
    }

    private async Task<List<Transaction>> TradesOfAsync(Instrument instrument) =>
        [.. (await TransactionsAsync(Always)).Where(row => row.Kind.Value == TransactionKind.Trade && row.Instrument == instrument)];

    private void AssertTrue(TrueMovement truth, Transaction said)
    {
        new Comparison(Broker, "Transaction", said.Id)
            .Same("Account", Broker.Account, said.Account)
            .Same("Kind", truth.Kind, said.Kind.Value)
            .Same("Instrument", truth.Instrument, said.Instrument)
            .Same("Quantity", truth.Quantity, said.Quantity)
            .Same("Price", truth.Price, said.Price)
            .Same("Net", Money.Usd(truth.Net), said.Net)
            .SameUnlessEmpty("Fees", truth.Fees, said.Fees.Sum(fee => fee.Amount.Amount), said.Fees.Count == 0)
            .Same("Order", truth.Order, said.Order)
            .Near("Time", truth.Time, said.Time)
            .Demand();
    }
}
