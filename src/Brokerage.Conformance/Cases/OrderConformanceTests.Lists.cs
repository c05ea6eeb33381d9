namespace Brokerage.Conformance;

/// <content>Orders as they are listed and looked up.</content>
public abstract partial class OrderConformanceTests<TBroker>
{
    [Fact]
    [ConformanceCase("ORD-009", "Open orders are exactly the living ones; final ones are in the history, with their ends.")]
    public async Task OpenAndFinalOrdersAreToldApartAsync()
    {
        var resting = await PlaceAsync(Resting());
        var filled = await PlaceAsync(AtMarket(Side.Buy, 1m));
        var cancelled = await PlaceAsync(Resting(1m));
        await AwaitAsync(Trading.CancelAsync(cancelled, Token));

        var open = await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token));
        var all = await HistoryAsync(Always);

        Assert.True(open.IsComplete);
        Assert.Equal(resting.Order, Assert.Single(open.Items).Ref.Order);
        Assert.Contains(all, one => one.Ref.Order == filled.Order && one.State.Value == OrderState.Filled);
        Assert.Contains(all, one => one.Ref.Order == cancelled.Order && one.State.Value == OrderState.Cancelled);
        Assert.Equal(all.Count, all.DistinctBy(one => one.Ref.Order).Count());
        Assert.All(all, one => AssertTrue(TruthOf(one.Ref), one));
    }

    [Fact]
    [ConformanceCase("ORD-010", "More open orders than one page holds are all there, each once, those placed elsewhere too.")]
    public async Task NoPageIsLostAsync()
    {
        var placed = Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, 1m), Broker.PageSize + 3).ToHashSet();

        var open = await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token));

        Assert.True(open.IsComplete);
        Assert.Equal(placed.Count, open.Items.Count);
        Assert.True(placed.SetEquals(open.Items.Select(order => order.Ref.Order)));
    }

    [Fact]
    [ConformanceCase("ORD-020", "What is read under an ended login, from a dead broker, or unreadable, is an error: never no orders.")]
    public async Task OrdersAreNeverMadeUpAsync()
    {
        await PlaceAsync(Resting());
        Broker.Inject(BrokerFault.EndLogin);

        Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(Trading.GetOpenOrdersAsync(Account, Token))).Recovery);
        Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(Trading.GetOrderHistoryAsync(Always, Token))).Recovery);
    }

    [Theory]
    [InlineData(BrokerFault.GoDown)]
    [InlineData(BrokerFault.Garble)]
    [ConformanceCase("ORD-021", "A broker that is down or speaks gibberish has no orders to tell: an error, never none, and never an order not found.")]
    public async Task ADeadBrokerHasNoOrdersToTellAsync(BrokerFault fault)
    {
        var order = await PlaceAsync(Resting());
        Broker.Inject(fault);

        Assert.NotEqual(BrokerageErrorCode.OrderNotFound, (await ErrorOfAsync(Trading.GetOrderAsync(order, Token))).Code);
        Assert.NotEqual(BrokerageErrorCode.Unknown, (await ErrorOfAsync(Trading.GetOpenOrdersAsync(Account, Token))).Code);
    }

    [Fact]
    [ConformanceCase("ORD-022", "An order that is not there is said to be not there, though others are.")]
    public async Task AnUnknownOrderIsNotFoundAsync()
    {
        await PlaceAsync(Resting());
        await PlaceAsync(AtMarket(Side.Buy, 1m));
        var unknown = new OrderRef(Broker.Account, OrderId.Parse("00000000-0000-4000-8000-00000000dead"));

        Assert.Equal(BrokerageErrorCode.OrderNotFound, (await ErrorOfAsync(Trading.GetOrderAsync(unknown, Token))).Code);
    }

    [Fact]
    [ConformanceCase("ORD-023", "Each account has its own orders.")]
    public async Task AccountsKeepTheirOrdersAsync()
    {
        Needs(Feature.SeveralAccounts);
        var other = Broker.OtherAccount ?? throw new InvalidOperationException("The test broker has to have one more account.");
        Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low), account: other);
        var order = await PlaceAsync(Resting());

        Assert.Equal(order, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items).Ref);
        Assert.Equal(other, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(other, Token))).Items).Ref.Account.Account);
    }

    [Fact]
    [ConformanceCase("ORD-025", "An order that the broker took down and rejected is read as rejected, with a reason, and nothing of it is filled or open.")]
    public async Task ARejectedOrderTellsWhyAsync()
    {
        var id = Broker.RejectElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1_000_000m, Broker.QuoteOf(Broker.Stock).Ask));
        LeaveOutUnless(id is not null, "The broker keeps nothing of what it rejects.");
        var rejected = TruthOf(new OrderRef(Broker.Account, id.Value));
        Assert.Equal(OrderState.Rejected, rejected.State);

        var said = await ReadAsync(new OrderRef(Broker.Account, rejected.Id));

        AssertTrue(rejected, said);
        Assert.NotEmpty(said.Reasons);
        Assert.Contains(await HistoryAsync(Always), order => order.Ref == said.Ref && order.State.Value == OrderState.Rejected);
        Assert.Empty((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
    }
}
