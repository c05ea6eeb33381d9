using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>The adapter against a simulated Alpaca on loopback, both on one clock that stands still.</summary>
internal sealed class SimulatedHouse : IAsyncDisposable
{
    private readonly AlpacaAdapter _adapter;
    private readonly List<AlpacaAdapter> _others = [];
    private readonly List<IBrokerageConnection> _connections = [];

    private SimulatedHouse(AlpacaSimulator alpaca, FakeTimeProvider clock)
    {
        Alpaca = alpaca;
        Clock = clock;
        Environment = AlpacaAdapter.Simulated(
            alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress, new Uri(alpaca.Address, "/oauth/"));
        _adapter = Adapt();
        Connection = Connect();
    }

    public AlpacaSimulator Alpaca { get; }

    public FakeTimeProvider Clock { get; }

    public BrokerEnvironment Environment { get; }

    public IBrokerageAdapter Adapter => _adapter;

    public IBrokerageConnection Connection { get; }

    public ITrading Trading => Connection.Trading!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SimulatedHouse> OpenAsync(Func<AlpacaSimulatorOptions, AlpacaSimulatorOptions>? change = null)
    {
        // A Thursday in the regular session.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        var options = new AlpacaSimulatorOptions
        {
            Time = clock,
            Opening = new AccountOpening
            {
                Kind = MarginKind.Margin,
                Cash = 25_000m,
                Holdings = [new(Instrument.Parse("BRK.B"), 12m, 402.50m)],
            },
            UnknownFields = true,
            AutoApprove = true,
        };
        return new SimulatedHouse(await AlpacaSimulator.StartAsync(change?.Invoke(options) ?? options, Token), clock);
    }

    /// <summary>A connection whose streams go over sockets of the test's own.</summary>
    public IBrokerageConnection Connect(ISocketConnector sockets)
    {
        var adapter = Adapt(sockets);
        _others.Add(adapter);
        return adapter.Create("test");
    }

    /// <summary>A connection by a token, for which a user has signed in on the simulator's page.</summary>
    public async Task<IBrokerageConnection> SignInAsync()
    {
        var request = new SignInRequest { Application = "", Environment = Environment, State = "state", RedirectTo = new Uri(Alpaca.Credentials.OAuthRedirectUri) };
        var step = Assert.IsType<SignInStep.Redirect>(await _adapter.Authorizer.BeginAsync(request, Token));
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var page = await browser.GetAsync(step.Address, Token);
        var answer = new SignInAnswer.Callback(page.Headers.Location!);
        var secrets = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, answer, Token)).Secrets;
        return _adapter.Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("signed-in"),
            Application = "",
            Environment = Environment,
            Secrets = new FixedSecretSource(AlpacaAdapter.BrokerId, secrets),
        });
    }

    /// <summary>One more connection, as after a restart: it remembers nothing.</summary>
    public IBrokerageConnection Connect()
    {
        var connection = _adapter.Create("test");
        _connections.Add(connection);
        return connection;
    }

    public async Task<AccountRef> AccountAsync() => (await Connection.Accounts.GetAccountsAsync(Token)).Items[0].Ref;

    /// <summary>Waits while the clock goes on: for what the pipeline tries again.</summary>
    public Task<T> AdvanceAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.Advance(TimeSpan.FromMilliseconds(100)));

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _others.ForEach(adapter => adapter.Dispose());
        _adapter.Dispose();
        await Alpaca.DisposeAsync();
    }

    private AlpacaAdapter Adapt(ISocketConnector? sockets = null) => new(
        new AlpacaOptions
        {
            KeyId = Alpaca.Credentials.KeyId,
            SecretKey = new Secret(Alpaca.Credentials.SecretKey),
            Environment = Environment,
            OAuthClientId = Alpaca.Credentials.OAuthClientId,
            OAuthClientSecret = new Secret(Alpaca.Credentials.OAuthClientSecret),
        },
        new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId, TimeProvider = Clock })
    {
        Connector = sockets,
    };
}
