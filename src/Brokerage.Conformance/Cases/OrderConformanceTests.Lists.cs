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
    [ConformanceCase("ORD-026", "An order for another account of the login is placed, changed and cancelled there, and the books of the first do not move.")]
    public async Task AnotherAccountsOrderIsItsOwnAsync()
    {
        Needs(Feature.SeveralAccounts);
        Needs(Broker.ReadOther(), "The test broker does not show the books of a second account.");
        var there = Broker.Account with { Account = Broker.OtherAccount ?? throw new InvalidOperationException("The test broker has to have one more account.") };
        var beside = await PlaceAsync(Resting());

        var placed = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(OrderIntent.Place(there, OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low)), Token)));
        var order = new OrderRef(there, placed.Orders[0].Order!.Value);
        Assert.Equal(order.Order, Assert.Single(Broker.ReadOther()!.Orders).Id);
        Assert.Equal(order, (await ReadAsync(order)).Ref);
        Assert.Equal(order, Assert.Single((await AwaitAsync(Trading.GetOpenOrdersAsync(there.Account, Token))).Items).Ref);

        if (Features.Of(Feature.ReplacePrice).IsSupported)
        {
            var price = new PriceTerms.Limit(Low + 1m);
            var replaced = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.ReplaceAsync(order, new OrderChange(Price: price), Token)));
            order = order with { Order = replaced.Orders[0].Order!.Value };
            Assert.Equal(price, Assert.Single(Broker.ReadOther()!.Orders, one => !one.IsFinal).Price);
        }

        Assert.IsType<CancelResult.Requested>(await AwaitAsync(Trading.CancelAsync(order, Token)));
        Assert.All(Broker.ReadOther()!.Orders, one => Assert.True(one.IsFinal));
        Assert.Equal((beside.Order, false), (Assert.Single(Broker.Read().Orders).Id, TruthOf(beside).IsFinal));
    }

    [Theory]
    [InlineData(BrokerFault.SpoilRows)]
    [InlineData(BrokerFault.BreakPages)]
    [ConformanceCase("ORD-027", "Open orders of which a row cannot be read, or a later page does not come, are an error or say that they are not whole.")]
    public async Task AListWithAHoleIsNotWholeAsync(BrokerFault fault)
    {
        Needs(fault);
        var placed = Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, 1m), fault == BrokerFault.BreakPages ? Broker.PageSize + 3 : 3);
        Broker.Inject(fault);

        Snapshot<Order> open;
        try
        {
            open = await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token));
        }
        catch (BrokerageException failure)
        {
            Assert.NotEqual(BrokerageErrorCode.OrderNotFound, failure.Code);
            return;
        }

        Assert.False(open.IsComplete, $"{open.Items.Count} of {placed.Count} orders are told as all of them.");
    }

    [Fact]
    [ConformanceCase("ORD-028", "What was prepared too long ago is refused as lapsed before it leaves; prepared again, it is sent.")]
    public async Task ALapsedPreparationNeverLeavesAsync()
    {
        var intent = Resting();
        var prepared = await AwaitAsync(Trading.PrepareAsync(intent, cancellationToken: Token));
        LeaveOutUnless(prepared.ExpiresAt is not null, "What is prepared here does not lapse.");
        Broker.PassTime(prepared.ExpiresAt.Value - Broker.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        var rejected = Assert.IsType<SubmitResult.Rejected>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        Assert.Equal((BrokerageErrorCode.PreparationExpired, Effect.None, RecoveryAction.PrepareAgain), (rejected.Error.Code, rejected.Error.Effect, rejected.Error.Recovery));
        Assert.Equal(0, Broker.ChangesReceived);
        var order = await PlaceAsync(intent);
        Assert.Equal(order.Order, Assert.Single(Broker.Read().Orders).Id);
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
