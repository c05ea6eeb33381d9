namespace Brokerage.Conformance;

/// <summary>An adapter is what it says it is.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class FeatureConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("FEA-001", "A role is there exactly when the features say so.")]
    public void RolesFollowTheFeatures()
    {
        bool Says(params Feature[] any) => any.Any(feature => Features.Of(feature).IsSupported);

        Assert.Equal(Says(Feature.StockTrading, Feature.OptionTrading, Feature.CryptoTrading, Feature.FundTrading, Feature.BondTrading, Feature.FuturesTrading, Feature.ForexTrading), Connection.Trading is not null);
        Assert.Equal(Says(Feature.Quotes, Feature.OptionChains, Feature.Bars, Feature.InstrumentSearch), Connection.MarketData is not null);
        Assert.Equal(Says(Feature.StreamOrders, Feature.StreamQuotes), Connection.Streaming is not null);
    }

    [Fact]
    [ConformanceCase("FEA-002", "The connection names its broker, its connection and its environment, and its features are its environment's.")]
    public void TheConnectionSaysWhoItIs()
    {
        Assert.Equal(Broker.Adapter.Id, Connection.Broker);
        Assert.Equal(Broker.Account.Connection, Connection.Connection);
        Assert.Equal(Broker.Adapter.Id, Features.Broker);
        Assert.Equal(Broker.Environment, Connection.Environment);
        Assert.All(Broker.Adapter.Environments.Where(one => one.Kind != EnvironmentKind.Simulated), one => Assert.NotEqual(Connection.Environment, one));
        Assert.Equal(Broker.Adapter.FeaturesIn(Connection.Environment).Abilities.Count, Features.Abilities.Count);
    }

    [Fact]
    [ConformanceCase("FEA-003", "Every ability is answered, and every answer has its evidence.")]
    public void EveryAbilityIsAnswered()
    {
        Assert.Equal(Enum.GetValues<Ability>().Order(), Features.Abilities.Keys.Order());
        Assert.All(Features.Abilities.Values, support => Assert.False(string.IsNullOrWhiteSpace(support.Evidence.Source)));
        Assert.All(Features.Orders, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Evidence.Source)));
    }

    [Fact]
    [ConformanceCase("FEA-004", "Connecting says whether the environment was verified, and a connection ends twice without harm.")]
    public async Task ConnectingAndEndingAsync()
    {
        var status = await AwaitAsync(Connection.ConnectAsync(Token));
        Assert.Equal((ConnectionState.Active, true, (BrokerageError?)null), (status.State, status.EnvironmentVerified, status.Problem));
        Assert.Equal(ConnectionState.Active, (await AwaitAsync(Connection.GetStatusAsync(Token))).State);

        var other = Broker.Connect();
        await other.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    [ConformanceCase("FEA-005", "Null arguments are refused as arguments.")]
    public async Task NullIsAnArgumentAsync()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Connection.Accounts.GetTransactionsAsync(null!, Token));
        if (Connection.Trading is { } trading)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => trading.PrepareAsync(null!, cancellationToken: Token));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => trading.SubmitAsync(null!, Token));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => trading.CancelAsync(null!, Token));
        }
    }

    [Fact]
    [ConformanceCase("FEA-006", "Every suite of the kit is derived from for this broker, so that no case is left out in silence.")]
    public void EverySuiteIsThere()
    {
        var suites = typeof(FeatureConformanceTests<>).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsGenericTypeDefinition: true } && HasCases(type));
        var derived = GetType().Assembly.GetTypes().Where(type => !type.IsAbstract).Select(type => type.BaseType)
            .Where(type => type is { IsGenericType: true } && type.GenericTypeArguments[0] == typeof(TBroker)).Select(type => type!.GetGenericTypeDefinition()).ToHashSet();

        Assert.Empty(suites.Where(suite => !derived.Contains(suite) && IsFor(suite)).Select(suite => suite.Name));
    }

    [Fact]
    [ConformanceCase("FEA-007", "What a connection hands out besides its roles neither trades nor connects.")]
    public void NothingElseTrades() => Assert.All(
        new[] { typeof(ITrading), typeof(IAccounts), typeof(IMarketData), typeof(IStreaming), typeof(IBrokerageConnection), typeof(IBrokerageAdapter) },
        type => Assert.Null(Connection.GetService(type)));

    [Theory]
    [InlineData(BrokerFault.EndLogin)]
    [InlineData(BrokerFault.GoDown)]
    [ConformanceCase("FEA-008", "Under an ended login, and with a dead broker, neither connecting nor the status says that all is well.")]
    public async Task ConnectingIsHonestAsync(BrokerFault fault)
    {
        await AwaitAsync(Connection.ConnectAsync(Token));
        Broker.Inject(fault);
        foreach (var ask in new Func<CancellationToken, Task<ConnectionStatus>>[] { Broker.Connect().ConnectAsync, Connection.ConnectAsync, Connection.GetStatusAsync })
        {
            BrokerageError? problem;
            try
            {
                var status = await AwaitAsync(ask(Token));
                Assert.NotEqual(ConnectionState.Active, status.State);
                Assert.True(fault != BrokerFault.EndLogin || status.State is ConnectionState.NeedsLogin or ConnectionState.Revoked, $"The login has ended, and the state is {status.State}.");
                problem = status.Problem;
            }
            catch (BrokerageException failure)
            {
                problem = failure.Error;
            }

            Assert.NotNull(problem);
            Assert.Equal(fault == BrokerFault.EndLogin, problem.Recovery == RecoveryAction.Reauthenticate);
        }
    }

    [Fact]
    [ConformanceCase("FEA-009", "A connection that was ended sends nothing any more.")]
    public async Task AnEndedConnectionSendsNothingAsync()
    {
        LeaveOutUnless(Connection.Trading is not null, "The connection does not trade.");

        var other = Broker.Connect();
        var price = decimal.Round(Broker.QuoteOf(Broker.Stock).Bid * 0.6m, 2);
        var prepared = await AwaitAsync(other.Trading!.PrepareAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, price)), cancellationToken: Token));
        await other.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => AwaitAsync(other.Trading!.SubmitAsync(prepared, Token)));

        Assert.Equal(0, Broker.ChangesReceived);
    }

    [Fact]
    [ConformanceCase("FEA-010", "A caller who has left before he asked is told that he has, by every role.")]
    public async Task CancellationIsHeardAsync()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, gone.Token)));
        if (Connection.MarketData is { } data)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AwaitAsync(data.GetQuotesAsync([Broker.Stock], gone.Token)));
        }
    }

    private static bool HasCases(Type type) => type.GetMethods().Any(method => method.IsDefined(typeof(ConformanceCaseAttribute), inherit: false));

    private bool IsFor(Type suite) => Connection.Trading is not null || suite.BaseType?.GetGenericTypeDefinition() != typeof(TradingConformanceTests<>);
}
