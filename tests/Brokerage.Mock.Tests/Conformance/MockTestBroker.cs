using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.Mock.Tests.Conformance;

/// <summary>The Mock broker for the kit: its books are its exchange's.</summary>
public sealed class MockTestBroker : TestBroker
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
    private readonly List<IBrokerageConnection> _connections = [];
    private readonly MockFaults _faults = new();
    private readonly SimulatedExchange _exchange;
    private readonly MockAdapter _adapter;
    private IBrokerageConnection? _connection;

    /// <summary>Opens the house; its prices stand still.</summary>
    public MockTestBroker()
    {
        (_exchange, var opening) = ExchangeBooks.Open(_clock);
        _adapter = new MockAdapter(new MockOptions { PriceInterval = null, Exchange = _exchange, Accounts = [opening], Faults = _faults }, _clock);
    }

    public override Instrument? Option => ExchangeBooks.Contract;

    public override IBrokerageAdapter Adapter => _adapter;

    public override IBrokerageConnection Connection => _connection ?? throw new InvalidOperationException("Not started.");

    public override AccountRef Account => new(Connection.Connection, MockAdapter.BrokerId, ExchangeBooks.Account);

    public override TimeProvider Clock => _clock;

    public override int ChangesReceived => ExchangeBooks.ChangesIn(_exchange);

    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        _connection = Connect();
        return Task.CompletedTask;
    }

    public override IBrokerageConnection Connect()
    {
        var connection = _adapter.Create("test");
        _connections.Add(connection);
        return connection;
    }

    public override TrueAccount Read() => ExchangeBooks.Read(_exchange, ExchangeBooks.Account);

    public override (decimal Bid, decimal Ask) QuoteOf(Instrument instrument) => ExchangeBooks.QuoteOf(_exchange, instrument);

    public override void SetQuote(Instrument instrument, decimal bid, decimal ask, decimal bidSize = 100_000m, decimal askSize = 100_000m) =>
        _exchange.SetQuote(instrument, bid, ask, bidSize, askSize);

    public override void Inject(BrokerFault fault)
    {
        switch (fault)
        {
            case BrokerFault.LoseRequest:
                _faults.LoseNextRequests();
                break;
            case BrokerFault.LoseAnswer:
                _faults.LoseNextAnswers();
                break;
            case BrokerFault.EndLogin:
                _faults.NeedsLogin = true;
                break;
            default:
                _faults.IsDown = true;
                break;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _adapter.Dispose();
        _exchange.Dispose();
    }
}
