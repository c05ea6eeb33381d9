using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>The adapter against a simulated Alpaca on loopback, both on one clock that stands still.</summary>
internal sealed class SimulatedHouse : IAsyncDisposable
{
    private readonly AlpacaAdapter _adapter;
    private readonly List<IBrokerageConnection> _connections = [];

    private SimulatedHouse(AlpacaSimulator alpaca, FakeTimeProvider clock)
    {
        Alpaca = alpaca;
        Clock = clock;
        Environment = AlpacaAdapter.Simulated(
            alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress, new Uri(alpaca.Address, "/oauth/"));
        _adapter = new AlpacaAdapter(
            new AlpacaOptions
            {
                KeyId = alpaca.Credentials.KeyId,
                SecretKey = new Secret(alpaca.Credentials.SecretKey),
                Environment = Environment,
                OAuthClientId = alpaca.Credentials.OAuthClientId,
                OAuthClientSecret = new Secret(alpaca.Credentials.OAuthClientSecret),
            },
            new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId, TimeProvider = clock });
        Connection = Connect();
    }

    public AlpacaSimulator Alpaca { get; }

    public FakeTimeProvider Clock { get; }

    public BrokerEnvironment Environment { get; }

    public IBrokerageAdapter Adapter => _adapter;

    public IBrokerageConnection Connection { get; }

    public ITrading Trading => Connection.Trading!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SimulatedHouse> OpenAsync()
    {
        // A Thursday in the regular session.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        var alpaca = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions
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
            },
            Token);
        return new SimulatedHouse(alpaca, clock);
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
    public async Task<T> AdvanceAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(1, Token));
        }

        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _adapter.Dispose();
        await Alpaca.DisposeAsync();
    }
}
