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
            var problem = await ProblemOfAsync(ask(Token), hasEnded: fault == BrokerFault.EndLogin);
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

    [Fact]
    [ConformanceCase("FEA-011", "An environment whose kind and addresses contradict each other is refused before anything is sent: play money never reaches the live host, nor the reverse.")]
    public void KindsAndAddressesBelongTogether()
    {
        var real = Broker.Adapter.Environments.Where(one => one.Endpoints.Count > 0).ToList();
        var live = real.Find(one => one.Kind == EnvironmentKind.Live);
        var play = real.Find(one => one.Kind is EnvironmentKind.Paper or EnvironmentKind.Sandbox);
        LeaveOutUnless(live is not null && play is not null, "The broker has one kind of environment.");
        LeaveOutUnless(live.AddressOf(EndpointPurpose.Trading) != play.AddressOf(EndpointPurpose.Trading), "The addresses do not tell the environment: connecting has to.");

        foreach (var wrong in new[] { new BrokerEnvironment(play.Name, play.Kind, live.Endpoints), new BrokerEnvironment(live.Name, live.Kind, play.Endpoints) })
        {
            var refusal = Assert.Throws<BrokerageException>(() => Broker.Adapter.Create(new BrokerageConnectionContext
            {
                Connection = ConnectionId.Parse("wrong"), Environment = wrong, Application = "kit", Secrets = new NoSecrets(),
            }));
            Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, refusal.Code);
        }
    }

    [Fact]
    [ConformanceCase("FEA-012", "A connection that was left without logging out connects again; leaving twice does no harm.")]
    public async Task LeavingIsNotLoggingOutAsync()
    {
        await AwaitAsync(Connection.ConnectAsync(Token));
        await Connection.DisconnectAsync(logOut: false, Token);
        await Connection.DisconnectAsync(logOut: false, Token);

        Assert.Equal(ConnectionState.Active, (await AwaitAsync(Connection.ConnectAsync(Token))).State);
        Assert.Contains((await AwaitAsync(Connection.Accounts.GetAccountsAsync(Token))).Items, account => account.Ref == Broker.Account);
    }

    [Fact]
    [ConformanceCase("FEA-013", "What the features deny of reading is refused as unsupported by the role that would have it, never answered with nothing.")]
    public async Task WhatIsDeniedIsNotAnsweredAsync()
    {
        var denied = Reads().Where(read => !Features.Has(read.Feature)).ToList();
        LeaveOutUnless(denied.Count > 0, "The features deny nothing that is read.");

        foreach (var (feature, read) in denied)
        {
            var error = (await Assert.ThrowsAsync<BrokerageException>(() => AwaitAsync(read()))).Error;
            Assert.True(error.Code == BrokerageErrorCode.FeatureNotSupported, $"{feature} is denied, and asking for it ends with {error.Code}.");
        }
    }

    [Fact]
    [ConformanceCase("FEA-014", "By when a session has to be called, and by when a person is needed, is told where the features say that there is such a time; called in time it lives on, and after its end it asks for its user.")]
    public async Task ASessionSaysWhenItEndsAsync()
    {
        var status = await AwaitAsync(Connection.ConnectAsync(Token));

        Assert.Equal((Features.Session.KeepAlive is not null, Features.Has(Feature.PersonMustReturn)), (status.CallConnectBy is not null, status.PersonNeededBy is not null));
        Assert.InRange(status.AsOf.Received, Broker.Clock.GetUtcNow().AddMinutes(-1), Broker.Clock.GetUtcNow());
        if (status.CallConnectBy is { } by)
        {
            Assert.InRange(by, Broker.Clock.GetUtcNow(), Broker.Clock.GetUtcNow() + Features.Session.KeepAlive!.Value);
            Broker.PassTime(by - Broker.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
            status = await AwaitAsync(Connection.ConnectAsync(Token));
            Assert.Equal((ConnectionState.Active, true), (status.State, status.CallConnectBy is null || status.CallConnectBy > by));
        }

        if (status.PersonNeededBy is { } end)
        {
            Assert.True(end > Broker.Clock.GetUtcNow(), $"A person was needed by {end}, and the connection is active.");
            Broker.PassTime(end - Broker.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
            Assert.Equal(RecoveryAction.Reauthenticate, (await ProblemOfAsync(Connection.ConnectAsync(Token), hasEnded: true)).Recovery);
        }
    }

    // What connecting or the status says is wrong; the case fails where nothing is.
    private async Task<BrokerageError> ProblemOfAsync(Task<ConnectionStatus> asked, bool hasEnded)
    {
        try
        {
            var status = await AwaitAsync(asked);
            Assert.NotEqual(ConnectionState.Active, status.State);
            Assert.True(!hasEnded || status.State is ConnectionState.NeedsLogin or ConnectionState.Revoked, $"The login has ended, and the state is {status.State}.");
            return status.Problem ?? throw new InvalidOperationException("Nothing is said to be wrong.");
        }
        catch (BrokerageException failure)
        {
            return failure.Error;
        }
    }

    // Everything that can be asked of the roles that are there.
    private IEnumerable<(Feature Feature, Func<Task<bool>> Read)> Reads()
    {
        var now = Broker.Clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var span = new HistoryQuery(Account, now.AddDays(-1), now);
        yield return (Feature.Transactions, () => Of(Connection.Accounts.GetTransactionsAsync(span, Token)));
        if (Connection.Trading is { } trading)
        {
            yield return (Feature.OrderHistory, () => Of(trading.GetOrderHistoryAsync(span, Token)));
        }

        if (Connection.MarketData is { } data)
        {
            yield return (Feature.Quotes, () => Of(data.GetQuotesAsync([Broker.Stock], Token)));
            yield return (Feature.InstrumentSearch, () => Of(data.FindInstrumentsAsync("a", cancellationToken: Token)));
            yield return (Feature.OptionChains, () => Of(data.GetExpirationsAsync(Broker.Stock, Token)));
            yield return (Feature.OptionChains, () => Of(data.GetOptionChainAsync(Broker.Stock, today.AddDays(30), cancellationToken: Token)));
            yield return (Feature.Bars, () => Of(data.GetBarsAsync(Broker.Stock, TimeSpan.FromDays(1), now.AddDays(-9), now, cancellationToken: Token)));
            yield return (Feature.Calendar, () => Of(data.GetHoursAsync("US", today, today, Token)));
        }

        if (Connection.Streaming is { } streaming)
        {
            yield return (Feature.StreamQuotes, async () => await streaming.QuotesAsync([Broker.Stock], Token).GetAsyncEnumerator(Token).MoveNextAsync());
            yield return (Feature.StreamOrders, async () => await streaming.OrdersAsync(Account, cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync());
        }

        static async Task<bool> Of<T>(Task<T> answer) => await answer is not null;
    }

    private static bool HasCases(Type type) => type.GetMethods().Any(method => method.IsDefined(typeof(ConformanceCaseAttribute), inherit: false));

    private bool IsFor(Type suite) => Connection.Trading is not null || suite.BaseType?.GetGenericTypeDefinition() != typeof(TradingConformanceTests<>);

    private sealed class NoSecrets : ISecretSource
    {
        public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default) => throw new InvalidOperationException("Nothing may be signed.");

        public ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default) => GetAsync(cancellationToken);
    }
}
