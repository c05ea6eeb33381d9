namespace Brokerage.Conformance;

/// <summary>Refusals keep their reason: one code for each, with what a program can do about it, and nothing is left behind.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class RefusalConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("REF-001", "Missing money is missing money, in the broker's own words too, and not for a program to repeat.")]
    public async Task MissingMoneyAsync() => await DemandAsync(
        OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 1_000_000m, Broker.QuoteOf(Broker.Stock).Ask)),
        BrokerageErrorCode.InsufficientFunds);

    [Fact]
    [ConformanceCase("REF-002", "Missing coins are missing holdings, never missing money.")]
    public async Task MissingCoinsAsync()
    {
        Needs(Feature.CryptoTrading);
        var coin = Needs(Broker.Coin, "The test broker has no pair.");
        await DemandAsync(
            OrderIntent.Place(Broker.Account, OrderSpec.Limit(coin, Side.Sell, Broker.Read().Held(coin) + 1m, Broker.QuoteOf(coin).Bid) with { TimeInForce = TimeInForce.GoodTillCancelled }),
            BrokerageErrorCode.InsufficientShares);
    }

    [Fact]
    [ConformanceCase("REF-003", "Shares that another order is about to sell cannot be sold twice.")]
    public async Task SharesPromisedTwiceAsync()
    {
        Needs(Feature.LimitOrders);
        var high = decimal.Round(Broker.QuoteOf(Broker.Stock).Ask * 1.5m, 2);
        var held = Broker.Read().Held(Broker.Stock);
        OrderIntent Sale() => OrderIntent.Place(Broker.Account, Closing(OrderSpec.Limit(Broker.Stock, Side.Sell, held, high)));
        await PlaceAsync(Sale());

        var error = await RefusalAsync(Sale());

        Assert.Contains(error.Code, new[] { BrokerageErrorCode.InsufficientShares, BrokerageErrorCode.AccountRestricted });
        Assert.Single(Broker.Read().Orders, order => !order.IsFinal);
    }

    [Fact]
    [ConformanceCase("REF-004", "What is not listed is not listed.")]
    public async Task UnlistedAsync() => await DemandAsync(
        OrderIntent.Place(Broker.Account, OrderSpec.Market(Broker.Unlisted, Side.Buy, 1m)), BrokerageErrorCode.SymbolNotFound);

    [Fact]
    [ConformanceCase("REF-005", "A restricted account opens nothing, and that is the reason.")]
    public async Task ARestrictedAccountAsync()
    {
        Broker.Restrict();

        var error = await RefusalAsync(Resting());

        Assert.Equal((BrokerageErrorCode.AccountRestricted, Effect.None), (error.Code, error.Effect));
        Assert.DoesNotContain(Broker.Read().Orders, order => !order.IsFinal);
    }

    [Fact]
    [ConformanceCase("REF-006", "An account of somebody else is not found, whatever is asked of it.")]
    public async Task AStrangersAccountAsync()
    {
        var stranger = Broker.Account with { Account = AccountId.Parse("999-NOT-HERE") };

        var error = await RefusalAsync(OrderIntent.Place(stranger, OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low)));

        Assert.Equal(BrokerageErrorCode.AccountNotFound, error.Code);
        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await ErrorOfAsync(Trading.GetOpenOrdersAsync(stranger.Account, Token))).Code);
        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await ErrorOfAsync(Connection.Accounts.GetTransactionsAsync(Always with { Account = stranger.Account }, Token))).Code);
        Assert.Equal(0, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("REF-007", "A price between two steps is refused before it leaves, or by the broker as an invalid order.")]
    public async Task ASplitCentAsync()
    {
        var error = await RefusalAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low + 0.0055m)));

        Assert.Equal((BrokerageErrorCode.InvalidOrder, Effect.None, RecoveryAction.FixRequest), (error.Code, error.Effect, error.Recovery));
        Assert.Empty(Broker.Read().Orders);
    }

    [Fact]
    [ConformanceCase("REF-008", "What features deny is refused as unsupported, which names what is not supported.")]
    public async Task WhatFeaturesDenyAsync()
    {
        var denied = Denied().Select(spec => OrderIntent.Place(Broker.Account, spec)).FirstOrDefault(intent => !IsPromised(intent));
        LeaveOutUnless(denied is not null, "The features deny nothing that one order in shares can ask for.");

        var error = await RefusalAsync(denied);

        Assert.Equal((BrokerageErrorCode.FeatureNotSupported, Effect.None), (error.Code, error.Effect));
        Assert.Equal(0, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("REF-009", "A contract at the market while that is closed is refused for it, or waits for the open; it is never said to be filled.")]
    public async Task AClosedMarketAsync()
    {
        Needs(Feature.OptionTrading);
        var contract = Needs(Broker.Option, "The test broker has no contract.");
        Broker.PassTime(TimeSpan.FromHours(12));
        var spec = OrderSpec.Market(contract, Side.Buy, 1m);

        var result = await AwaitAsync(Trading.PlaceAsync(OrderIntent.Place(Broker.Account, spec with { Legs = [spec.Legs[0] with { Effect = PositionEffect.Open }] }), Token));

        if (result is SubmitResult.Rejected rejected)
        {
            Assert.Equal((BrokerageErrorCode.MarketClosed, RecoveryAction.WaitForOpen), (rejected.Error.Code, rejected.Error.Recovery));
            Assert.DoesNotContain(Broker.Read().Orders, order => !order.IsFinal);
            return;
        }

        var placed = Assert.IsType<SubmitResult.Placed>(result);
        var said = await ReadAsync(new OrderRef(Broker.Account, placed.Orders[0].Order!.Value));
        Assert.False(said.IsFinal);
        AssertTrue(TruthOf(said.Ref), said);
    }

    [Fact]
    [ConformanceCase("REF-010", "Nothing is written in the live environment without the switch for it, and nothing leaves.")]
    public async Task TheLiveSwitchAsync()
    {
        var live = Needs(Broker.ConnectWithoutLiveSwitch(), "The test broker has no live environment.");
        var received = Broker.ChangesReceived;
        Assert.Equal(EnvironmentKind.Live, live.Environment.Kind);

        var error = await RefusalAsync(live.Trading!, Resting());

        Assert.Equal((BrokerageErrorCode.LiveTradingNotAllowed, Effect.None), (error.Code, error.Effect));
        Assert.Equal(received, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("REF-011", "Nor is an order that is there changed or cancelled in the live environment without the switch.")]
    public async Task TheLiveSwitchGuardsWhatIsThereAsync()
    {
        var live = Needs(Broker.ConnectWithoutLiveSwitch(), "The test broker has no live environment.");
        var order = new OrderRef(Broker.Account, Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low))[0]);
        var (before, received) = (TruthOf(order), Broker.ChangesReceived);

        List<BrokerageError> errors = [Assert.IsType<CancelResult.Refused>(await AwaitAsync(live.Trading!.CancelAsync(order, Token))).Error];
        if (Features.Of(Feature.ReplacePrice).IsSupported)
        {
            errors.Add(await RefusalAsync(live.Trading!, OrderIntent.Modify(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m)))));
        }

        Assert.All(errors, error => Assert.Equal((BrokerageErrorCode.LiveTradingNotAllowed, Effect.None), (error.Code, error.Effect)));
        Assert.Equal(received, Broker.ChangesReceived);
        Assert.Equal((before.State, before.Price), (TruthOf(order).State, TruthOf(order).Price));
        Assert.Single(Broker.Read().Orders);
    }

    private IEnumerable<OrderSpec> Denied()
    {
        var limit = OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low);
        yield return limit with { AllOrNone = true };
        yield return limit with { TimeInForce = TimeInForce.GoodTill(DateOnly.FromDateTime(Broker.Clock.GetUtcNow().AddDays(14).UtcDateTime)) };
        yield return limit with { Price = new PriceTerms.Trailing(2m, InPercent: false, LimitOffset: 1m) };
        yield return limit with { Sessions = Sessions.Overnight };
    }

    private static OrderSpec Closing(OrderSpec spec) => spec with { Legs = [spec.Legs[0] with { Effect = PositionEffect.Close }] };

    private async Task DemandAsync(OrderIntent intent, BrokerageErrorCode code)
    {
        var error = await RefusalAsync(intent);

        Assert.Equal((code, Effect.None, false), (error.Code, error.Effect, error.IsTransient));
        Assert.Equal(Connection.Broker, error.Broker);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.DoesNotContain(Broker.Read().Orders, order => !order.IsFinal);
    }
}
