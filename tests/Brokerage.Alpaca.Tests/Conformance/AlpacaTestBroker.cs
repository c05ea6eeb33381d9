using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Transport;
using FaultKind = Brokerage.Simulator.FaultKind;
using FaultRule = Brokerage.Simulator.FaultRule;

namespace Brokerage.Alpaca.Tests.Conformance;

/// <summary>Alpaca's adapter for the kit, over a simulated Alpaca on loopback, with keys.</summary>
public sealed class AlpacaTestBroker : TestBroker
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
    private readonly List<IBrokerageConnection> _connections = [];
    private SimulatedExchange? _exchange;
    private AlpacaSimulator? _alpaca;
    private AlpacaAdapter? _adapter;
    private AccountRef? _account;

    public override Instrument? Option => ExchangeBooks.Contract;

    public override IBrokerageAdapter Adapter => Started(_adapter);

    public override IBrokerageConnection Connection => _connections[0];

    public override AccountRef Account => Started(_account);

    public override TimeProvider Clock => _clock;

    public override int ChangesReceived => Started(_alpaca).Requests.ToList().Count(request =>
        request.Path.Contains("/v2/orders", StringComparison.Ordinal) && request.Method is "POST" or "PATCH" or "DELETE");

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        (_exchange, _) = ExchangeBooks.Open(_clock);
        _alpaca = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions { Time = _clock, Exchange = _exchange, Account = ExchangeBooks.Account, UnknownFields = true }, cancellationToken);
        _adapter = new AlpacaAdapter(
            new AlpacaOptions
            {
                KeyId = _alpaca.Credentials.KeyId,
                SecretKey = new Secret(_alpaca.Credentials.SecretKey),
                Environment = AlpacaAdapter.Simulated(
                    _alpaca.Address, _alpaca.Address, _alpaca.TradingStreamAddress, _alpaca.DataStreamAddress, new Uri(_alpaca.Address, "/oauth/")),
            },
            new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId, TimeProvider = _clock });
        _account = (await Connect().Accounts.GetAccountsAsync(cancellationToken)).Items[0].Ref;
    }

    public override IBrokerageConnection Connect()
    {
        var connection = Started(_adapter).Create("test");
        _connections.Add(connection);
        return connection;
    }

    public override TrueAccount Read() => ExchangeBooks.Read(Started(_exchange), ExchangeBooks.Account, Started(_alpaca).WireIdOf);

    public override (decimal Bid, decimal Ask) QuoteOf(Instrument instrument) => ExchangeBooks.QuoteOf(Started(_exchange), instrument);

    public override void SetQuote(Instrument instrument, decimal bid, decimal ask, decimal bidSize = 100_000m, decimal askSize = 100_000m) =>
        Started(_exchange).SetQuote(instrument, bid, ask, bidSize, askSize);

    public override void Inject(BrokerFault fault)
    {
        var faults = Started(_alpaca).Faults;
        switch (fault)
        {
            case BrokerFault.LoseRequest or BrokerFault.LoseAnswer:
                var kind = fault is BrokerFault.LoseRequest ? FaultKind.DropBefore : FaultKind.DropAfter;
                faults.Add(new FaultRule { Kind = kind, Method = "POST", Path = "/v2/orders", Times = 1 });
                faults.Add(new FaultRule { Kind = kind, Method = "PATCH", Path = "/v2/orders", Times = 1 });
                faults.Add(new FaultRule { Kind = kind, Method = "DELETE", Path = "/v2/orders", Times = 1 });
                break;
            case BrokerFault.EndLogin:
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 401 });
                break;
            default:
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 503 });
                break;
        }
    }

    public override async Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default)
    {
        while (!answer.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(answer, Task.Delay(1, cancellationToken));
        }

        return await answer;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _adapter?.Dispose();
        if (_alpaca is not null)
        {
            await _alpaca.DisposeAsync();
        }

        _exchange?.Dispose();
    }

    private static T Started<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("Not started.");
}
