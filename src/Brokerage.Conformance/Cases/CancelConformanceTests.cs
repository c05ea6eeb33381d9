namespace Brokerage.Conformance;

/// <summary>Cancels do what they say.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class CancelConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("CAN-001", "A resting order is cancelled at the broker, and read as cancelled.")]
    public async Task ARestingOrderIsCancelledAsync()
    {
        var order = await PlaceAsync(Resting());
        var other = await PlaceAsync(Resting(1m));

        Assert.IsType<CancelResult.Requested>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal(OrderState.Cancelled, TruthOf(order).State);
        Assert.False(TruthOf(other).IsFinal);
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("CAN-002", "Cancelling what is filled is an answer, with the order, and no failure.")]
    public async Task AFilledOrderIsAnAnswerAsync()
    {
        var order = await PlaceAsync(AtMarket(Side.Buy, 1m));

        var result = Assert.IsType<CancelResult.AlreadyFinal>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal(OrderState.Filled, result.Order.State.Value);
        AssertTrue(TruthOf(order), result.Order);
    }

    [Fact]
    [ConformanceCase("CAN-003", "What was filled before the cancel stays filled.")]
    public async Task APartialFillSurvivesTheCancelAsync()
    {
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);

        await AwaitAsync(Trading.CancelAsync(order, Token));

        var said = await ReadAsync(order);
        Assert.Equal((OrderState.Cancelled, 4m), (said.State.Value, said.Filled));
        AssertTrue(TruthOf(order), said);
    }

    [Fact]
    [ConformanceCase("CAN-004", "An order that the broker does not know is refused with the code for that.")]
    public async Task AnUnknownOrderIsRefusedAsync()
    {
        var unknown = (await PlaceAsync(Resting())) with { Order = OrderId.Parse("00000000-0000-4000-8000-00000000dead") };

        var refused = Assert.IsType<CancelResult.Refused>(await AwaitAsync(Trading.CancelAsync(unknown, Token)));

        Assert.Equal(BrokerageErrorCode.OrderNotFound, refused.Error.Code);
    }

    [Theory]
    [InlineData(BrokerFault.LoseRequest)]
    [InlineData(BrokerFault.LoseAnswer)]
    [ConformanceCase("CAN-005", "A cancel without an answer is in doubt or known, never said to be refused; what is said of the order is true.")]
    public async Task ALostCancelIsNeverARefusalAsync(BrokerFault fault)
    {
        var order = await PlaceAsync(Resting());
        Broker.Inject(fault);

        var result = await AwaitAsync(Trading.CancelAsync(order, Token));

        Assert.IsNotType<CancelResult.Refused>(result);
        var truth = TruthOf(order);
        Assert.True(result is CancelResult.OutcomeUnknown || truth.State == OrderState.Cancelled, $"Said {result}, and the books have {truth.State}.");
        AssertTrue(truth, await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("CAN-006", "Cancelling twice is safe, and the second time says how the order ended.")]
    public async Task CancellingTwiceIsSafeAsync()
    {
        var order = await PlaceAsync(Resting());
        await AwaitAsync(Trading.CancelAsync(order, Token));

        var result = Assert.IsType<CancelResult.AlreadyFinal>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal((OrderState.Cancelled, order), (result.Order.State.Value, result.Order.Ref));
    }

    [Fact]
    [ConformanceCase("CAN-007", "A plan is cancelled with everything that belongs to it.")]
    public async Task APlanIsCancelledWholeAsync()
    {
        Needs(Feature.BracketOrders);
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderPlan.Bracket(
            OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low),
            OrderSpec.Limit(Broker.Stock, Side.Sell, 2m, decimal.Round(ask * 1.3m, 2)),
            OrderSpec.One(Broker.Stock, Side.Sell, 2m, new PriceTerms.Stop(decimal.Round(bid * 0.5m, 2))))));

        Assert.IsType<CancelResult.Requested>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.All(Broker.Read().Orders, one => Assert.True(one.IsFinal));
        Assert.Empty((await AwaitAsync(Trading.GetOpenOrdersAsync(Account, Token))).Items);
    }

    [Fact]
    [ConformanceCase("CAN-008", "An ended login cancels nothing, and says so.")]
    public async Task AnEndedLoginCancelsNothingAsync()
    {
        var order = await PlaceAsync(Resting());
        Broker.Inject(BrokerFault.EndLogin);

        var refused = Assert.IsType<CancelResult.Refused>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal(RecoveryAction.Reauthenticate, refused.Error.Recovery);
        Assert.False(TruthOf(order).IsFinal);
    }

    [Fact]
    [ConformanceCase("CAN-009", "Orders placed elsewhere can be cancelled here.")]
    public async Task OrdersPlacedElsewhereAsync()
    {
        var order = new OrderRef(Broker.Account, Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low))[0]);

        Assert.IsType<CancelResult.Requested>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal(OrderState.Cancelled, TruthOf(order).State);
    }

    [Fact]
    [ConformanceCase("CAN-010", "A caller who leaves after the broker took the cancel is told that its outcome is unknown: neither a refusal nor a cancellation of the call.")]
    public async Task ALateLeavingIsNoRefusalAsync()
    {
        Needs(BrokerFault.HoldAnswers);
        var order = await PlaceAsync(Resting());
        Broker.Inject(BrokerFault.HoldAnswers);
        using var gone = new CancellationTokenSource();

        var cancelling = Trading.CancelAsync(order, gone.Token);
        await UntilAsync(() => TruthOf(order).State == OrderState.Cancelled, "the cancel");
        await gone.CancelAsync();

        Assert.Equal(Effect.Unknown, Assert.IsType<CancelResult.OutcomeUnknown>(await LeftAsync(cancelling)).Cause.Effect);
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }
}
