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
}
