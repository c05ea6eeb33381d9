namespace Brokerage.Conformance;

/// <summary>What is not known is said to be not known, and can be found out.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class DoubtConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("DBT-001", "An answer lost after the broker acted is an unknown outcome, and looking finds the one order.")]
    public async Task ALostAnswerIsFoundAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.LoseAnswer);

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Trading.FindAsync(unknown.Order, Token)));

        Assert.Equal(1, Broker.ChangesReceived);
        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);
        Assert.Equal(Assert.Single(Broker.Read().Orders).Id, found.Orders[0].Ref.Order);
    }

    [Fact]
    [ConformanceCase("DBT-002", "A request lost on its way is an unknown outcome, is not sent again, and looking does not find it.")]
    public async Task ALostRequestIsNotSentAgainAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.LoseRequest);

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        var sighting = await AwaitAsync(Trading.FindAsync(unknown.Order, Token));

        Assert.InRange(Broker.ChangesReceived, 0, 1);
        Assert.Empty(Broker.Read().Orders);
        Assert.IsType<Sighting.NotSeen>(sighting);
    }

    [Fact]
    [ConformanceCase("DBT-003", "A broker that is down does not reject, unless the request provably never left; it gets the placement at most once.")]
    public async Task ADeadBrokerDoesNotRejectAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.GoDown);

        var result = await AwaitAsync(Trading.SubmitAsync(prepared, Token));

        Assert.True(
            result is SubmitResult.OutcomeUnknown || (result is SubmitResult.Rejected { Error.Effect: Effect.None } && Broker.ChangesReceived == 0), $"Said {result}.");
        Assert.InRange(Broker.ChangesReceived, 0, 1);
    }

    [Fact]
    [ConformanceCase("DBT-004", "A caller who leaves before the first byte gets his cancellation, which proves that nothing was sent.")]
    public async Task AnEarlyCancellationSendsNothingAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Trading.SubmitAsync(prepared, gone.Token));

        Assert.Equal(0, Broker.ChangesReceived);
        Assert.Empty(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("DBT-005", "An ended login refuses a placement for certain: nothing was placed, and that is said.")]
    public async Task AnEndedLoginPlacesNothingAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.EndLogin);

        var rejected = Assert.IsType<SubmitResult.Rejected>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        Assert.Equal((Effect.None, RecoveryAction.Reauthenticate), (rejected.Error.Effect, rejected.Error.Recovery));
        Assert.Empty(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("DBT-006", "The same order placed elsewhere is never taken for ours where ids tell them apart.")]
    public async Task ATwinIsNotTakenForOursAsync()
    {
        Needs(Feature.FindByClientId);
        await PlaceAsync(Resting());
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.LoseRequest);

        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        Assert.IsType<Sighting.NotSeen>(await AwaitAsync(Trading.FindAsync(prepared, Token)));
    }

    [Fact]
    [ConformanceCase("DBT-007", "What was prepared before a restart is found after it: bytes of the journal are enough.")]
    public async Task ARestartFindsAsync()
    {
        var prepared = OrderCodec.Decode(OrderCodec.Encode(await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token))));
        Broker.Inject(BrokerFault.LoseAnswer);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Broker.Connect().Trading!.FindAsync(prepared, Token)));

        AssertTrue(Assert.Single(Broker.Read().Orders), found.Orders[0]);
    }

    [Fact]
    [ConformanceCase("DBT-008", "Looking for an order that was filled meanwhile finds it with its fill.")]
    public async Task AFilledOrderIsFoundAsync()
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(AtMarket(Side.Sell, 3m), cancellationToken: Token));
        Broker.Inject(BrokerFault.LoseAnswer);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Trading.FindAsync(prepared, Token)));

        Assert.Equal(3m, found.Orders[0].Filled);
        AssertTrue(Assert.Single(Broker.Read().Orders), found.Orders[0]);
    }

    [Theory]
    [InlineData(BrokerFault.GoDown)]
    [InlineData(BrokerFault.EndLogin)]
    [InlineData(BrokerFault.Garble)]
    [ConformanceCase("DBT-009", "Looking while the broker does not answer is an error: nothing is known, and nothing is proven.")]
    public async Task LookingIsNotProofAsync(BrokerFault fault)
    {
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        Broker.Inject(fault);

        var error = await ErrorOfAsync(Trading.FindAsync(prepared, Token));

        Assert.NotEqual(BrokerageErrorCode.OrderNotFound, error.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [ConformanceCase("DBT-011", "A caller who leaves after the broker acted ends his wait and nothing else: the outcome is unknown, never a cancellation, the attempt is spent, and looking finds what was done.")]
    public async Task ALateCancellationIsNoProofAsync(bool replaces)
    {
        Needs(BrokerFault.HoldAnswers);
        OrderIntent intent = Resting();
        var price = new PriceTerms.Limit(Low);
        if (replaces)
        {
            Needs(Feature.ReplacePrice);
            price = new PriceTerms.Limit(Low + 1m);
            intent = OrderIntent.Modify(await PlaceAsync(intent), new OrderChange(Price: price));
        }

        var prepared = await AwaitAsync(Trading.PrepareAsync(intent, cancellationToken: Token));
        var received = Broker.ChangesReceived;
        Broker.Inject(BrokerFault.HoldAnswers);
        using var gone = new CancellationTokenSource();
        var submitting = Trading.SubmitAsync(prepared, gone.Token);
        await UntilAsync(() => Broker.Read().Orders.Any(one => !one.IsFinal && one.Price == price), "the order as it was sent");
        await gone.CancelAsync();
        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await LeftAsync(submitting));

        var now = Broker.ChangesReceived;
        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);
        Assert.InRange(now, received, received + 1);
        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Trading.FindAsync(unknown.Order, Token)));
        Assert.Equal(Assert.Single(Broker.Read().Orders, one => !one.IsFinal).Id, found.Orders[0].Ref.Order);
        await Assert.ThrowsAsync<ArgumentException>(() => AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        Assert.Equal(now, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("DBT-012", "Where orders show late, a look that comes too early proves nothing, and one after the delay that was named finds the order.")]
    public async Task LookingTooEarlyIsNoProofAsync()
    {
        Needs(BrokerFault.ShowOrdersLate);
        var prepared = await AwaitAsync(Trading.PrepareAsync(Resting(), cancellationToken: Token));
        Broker.Inject(BrokerFault.ShowOrdersLate);
        Broker.Inject(BrokerFault.LoseAnswer);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));
        var submitted = Broker.Clock.GetUtcNow();

        var early = Assert.IsType<Sighting.NotSeen>(await AwaitAsync(Trading.FindAsync(prepared, Token)));
        Assert.False(early.IsProof(submitted, submitted), "The order is in the books, and its absence is called proven.");
        Broker.PassTime(early.VisibilityDelay);
        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Trading.FindAsync(prepared, Token)));

        Assert.Equal(Assert.Single(Broker.Read().Orders).Id, found.Orders[0].Ref.Order);
    }

    [Fact]
    [ConformanceCase("DBT-010", "A whole plan whose answer was lost is found whole.")]
    public async Task ALostPlanIsFoundWholeAsync()
    {
        Needs(Feature.BracketOrders);
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        var prepared = await AwaitAsync(Trading.PrepareAsync(
            OrderIntent.Place(Broker.Account, OrderPlan.Bracket(
                OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low),
                OrderSpec.Limit(Broker.Stock, Side.Sell, 2m, decimal.Round(ask * 1.3m, 2)),
                OrderSpec.One(Broker.Stock, Side.Sell, 2m, new PriceTerms.Stop(decimal.Round(bid * 0.5m, 2))))),
            cancellationToken: Token));
        Broker.Inject(BrokerFault.LoseAnswer);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await AwaitAsync(Trading.SubmitAsync(prepared, Token)));

        var found = Assert.IsType<Sighting.Found>(await AwaitAsync(Trading.FindAsync(prepared, Token)));

        Assert.Equal(3, Broker.Read().Orders.Count);
        Assert.Equal((OrderShape.Bracket, Broker.Read().Orders[0].Id), (found.Orders[0].Shape.Value, found.Orders[0].Ref.Order));
    }
}
