using System.Net;
using Brokerage.Conformance.Tests.Guide.Acme;
using Brokerage.Exchange;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.House;

#region test-broker
public sealed class AcmeTestBroker : TestBroker
{
    private static readonly AccountId Number = AccountId.Parse("CONFORM-4471");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
    private readonly SimulatedExchange _exchange;
    private readonly AcmeServer _server;
    private readonly AcmeAdapter _adapter;
    private readonly List<IBrokerageConnection> _connections = [];

    public AcmeTestBroker()
    {
        _exchange = new SimulatedExchange(new ExchangeOptions { Clock = _clock, StepInterval = null, Market = MarketMode.Calendar });
        _exchange.OpenAccount(new AccountOpening
        {
            Id = Number.Value, Kind = MarginKind.Margin, Cash = 60_000m,
            Holdings = [new OpeningHolding(Stock, 12m, 402.50m), new OpeningHolding(Shorted, -5m, 198.20m)], // a short one, or a lost sign is not seen
        });
        _server = new AcmeServer(_exchange, Number);
        _adapter = new AcmeAdapter(new BrokerTransportOptions { Broker = AcmeAdapter.BrokerId, TimeProvider = _clock, Handler = _server });
    }

    public override BrokerEnvironment Environment { get; } = AcmeAdapter.Simulated(new Uri("http://127.0.0.1/"));

    public override IBrokerageConnection Connect() => ConnectWith(Secrets());

    public override IBrokerageConnection ConnectWith(ConnectionSecrets secrets)
    {
        var connection = _adapter.Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("test"),
            Environment = Environment,
            Application = "kit",
            Secrets = new FixedSecretSource(AcmeAdapter.BrokerId, secrets),
        });
        _connections.Add(connection);
        return connection;
    }

    public override Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default) => Task.FromResult<SignInAnswer?>(
        new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal) { [allows ? "key" : "nothing"] = new Secret("K-1") }));

    public override TrueAccount Read() => ExchangeBooks.Read(_exchange, Number); // the books, past the wire

    public override IReadOnlyDictionary<string, string> Untold { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Account.OptionLevel"] = "no such field",
        ["Account.MayShort"] = "no such field",
        ["Balance.UnsettledCash"] = "no such field",
        ["Balance.Withdrawable"] = "no such field",
        ["Balance.MarginCall"] = "no such field",
        ["Balance.OptionBuyingPower"] = "no such field",
        ["Balance.DayTradingBuyingPower"] = "no such field",
        ["Balance.InitialMargin"] = "no such field",
        ["Balance.MaintenanceMargin"] = "no such field",
        ["Balance.MarginDebit"] = "no such field",
        ["Position.UnrealizedProfit"] = "no such field",
        ["Position.Available"] = "no such field",
        ["InstrumentInfo.Fractional"] = "quotes alone tell that a share is listed",
        ["InstrumentInfo.Tradable"] = "quotes alone tell that a share is listed",
        ["InstrumentInfo.QuantityStep"] = "quotes alone tell that a share is listed",
    };

    public override void Inject(BrokerFault fault) => _server.Misbehaviour = fault switch
    {
        BrokerFault.EndLogin => (HttpStatusCode.Unauthorized, "<html>who are you?</html>"),
        BrokerFault.GoDown => (HttpStatusCode.ServiceUnavailable, "<html>back soon</html>"),
        BrokerFault.LimitRate => (HttpStatusCode.TooManyRequests, "{}"),
        BrokerFault.Garble => (HttpStatusCode.OK, "{\"id\": tru"),
        _ => throw new NotSupportedException($"An adapter that only reads is not asked for {fault}."),
    };
    #endregion

    public override IBrokerageAdapter Adapter => _adapter;

    public override IBrokerageConnection Connection => _connections[0];

    public override AccountRef Account { get; } = new(ConnectionId.Parse("test"), AcmeAdapter.BrokerId, AccountId.Parse("A-1"));

    public override TimeProvider Clock => _clock;

    public override int ChangesReceived => 0;

    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        Connect();
        return Task.CompletedTask;
    }

    public override TrueQuote Look(Instrument instrument) => ExchangeBooks.Look(_exchange, instrument);

    public override InstrumentInfo Describe(Instrument instrument) => _exchange.FindListing(instrument)!.ToInfo();

    public override IReadOnlyList<Instrument> ContractsOn(Instrument underlying) => [];

    public override IReadOnlyList<Bar> BarsOf(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to) => [];

    public override void SetQuote(Instrument instrument, decimal? bid, decimal? ask, decimal bidSize = 100_000m, decimal askSize = 100_000m) =>
        _exchange.SetQuote(instrument, bid, ask, bidSize, askSize);

    public override void PassTime(TimeSpan by)
    {
        _clock.Advance(by);
        _exchange.CatchUp();
    }

    public override IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null) =>
        [.. ExchangeBooks.Place(_exchange, Number, spec, count).Select(order => order.Id)];

    public override void MoveCash(TransactionKind kind, decimal amount) => ExchangeBooks.MoveCash(_exchange, kind, amount);

    public override void Restrict() => _exchange.SetStatus(Number, AccountStatus.Restricted);

    #region wait
    // Retries and pauses wait by the clock of the test, so somebody has to move it.
    public override async Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default)
    {
        while (!answer.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(answer, Task.Delay(1, cancellationToken));
        }

        return await answer;
    }
    #endregion

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _adapter.Dispose();
        _server.Dispose();
        _exchange.Dispose();
        GC.SuppressFinalize(this);
    }

    private ConnectionSecrets Secrets() => new()
    {
        Scheme = "acme.key",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = new Secret("K-1") },
        LoggedInAt = _clock.GetUtcNow(),
        IssuedAt = _clock.GetUtcNow(),
    };
}
