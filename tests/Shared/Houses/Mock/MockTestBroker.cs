using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Mock;
using Brokerage.Testing;

namespace Brokerage.TestSupport;

/// <summary>The Mock broker for the kit: its books are its exchange's.</summary>
public class MockTestBroker : TestBroker
{
    private static readonly AccountId Second = AccountId.Parse("CONFORM-9020");

    /// <summary>What its account pays.</summary>
    internal static readonly ICommissionModel Commissions = new PerUnitCommission { Name = "per unit", Tiers = [new CommissionTier(0m, 0.05m)], Minimum = 1m };

    private readonly FakeTimeProvider _clock = new(ExchangeBooks.Morning);
    private readonly List<IBrokerageConnection> _connections = [];
    private readonly List<FaultRule> _rules = [];
    private readonly MockFaults _faults = new();
    private readonly SimulatedExchange _exchange;
    private readonly MockAdapter _adapter;

    private readonly bool _holdsCoin;

    /// <summary>Opens the house; its prices stand still.</summary>
    public MockTestBroker()
        : this(holdsCoin: true)
    {
    }

    /// <summary>Opens it for an account that holds the pair, or trades none.</summary>
    internal MockTestBroker(bool holdsCoin)
    {
        _holdsCoin = holdsCoin;
        (_exchange, var opening) = ExchangeBooks.Open(_clock, Commissions, holdsCoin);
        var other = new AccountOpening { Id = Second.Value, Kind = MarginKind.Cash, Cash = 7_000m, Name = "Second" };
        _adapter = new MockAdapter(
            new MockOptions
            {
                PriceInterval = null,
                Exchange = _exchange,
                Accounts = [opening, other],
                Faults = _faults,
                // Rules that are added later count from then on.
                FaultScript = new FaultScript { Seed = 5, Rules = _rules },
            },
            _clock);
    }

    public override Instrument? Option => ExchangeBooks.Contract;

    public override Instrument? OtherOption => ExchangeBooks.Further;

    public override Instrument? Coin => _holdsCoin ? ExchangeBooks.Coin : null;

    public override Instrument? FinelyPriced => ExchangeBooks.Fine;

    public override AccountId? OtherAccount => Second;

    public override BrokerEnvironment Environment => MockAdapter.Simulated;

    public override IBrokerageAdapter Adapter => _adapter;

    public override IBrokerageConnection Connection => _connections[0];

    public override AccountRef Account => new(Connection.Connection, MockAdapter.BrokerId, ExchangeBooks.Account);

    public override TimeProvider Clock => _clock;

    public override int ChangesReceived => ExchangeBooks.ChangesIn(_exchange);

    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        Connect();
        return Task.CompletedTask;
    }

    public override IBrokerageConnection Connect()
    {
        var connection = Wrap(_adapter.Create("test"));
        _connections.Add(connection);
        return connection;
    }

    // A Mock broker asks for no keys.
    public override Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInAnswer?>(allows ? new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal)) : null);

    public override IBrokerageConnection ConnectWith(ConnectionSecrets secrets)
    {
        var connection = Wrap(_adapter.Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("test"), Environment = Environment, Application = "kit", Secrets = new FixedSecretSource(MockAdapter.BrokerId, secrets),
        }));
        _connections.Add(connection);
        return connection;
    }

    public override TrueAccount Read() => ExchangeBooks.Read(_exchange, ExchangeBooks.Account);

    public override TrueAccount? ReadOther() => ExchangeBooks.Read(_exchange, Second);

    public override TrueQuote Look(Instrument instrument) => ExchangeBooks.Look(_exchange, instrument);

    public override InstrumentInfo Describe(Instrument instrument) => _exchange.FindListing(instrument)!.ToInfo();

    public override IReadOnlyList<Instrument> ContractsOn(Instrument underlying) => ExchangeBooks.ContractsOn(_exchange, underlying);

    public override IReadOnlyList<Bar> BarsOf(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to) => _exchange.GetBars(instrument, size, from, to);

    public override void SetQuote(Instrument instrument, decimal? bid, decimal? ask, decimal bidSize = 100_000m, decimal askSize = 100_000m) =>
        _exchange.SetQuote(instrument, bid, ask, bidSize, askSize);

    public override void PassTime(TimeSpan by)
    {
        _clock.Advance(by);
        _exchange.CatchUp();
    }

    public override IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null) =>
        [.. ExchangeBooks.Place(_exchange, account ?? ExchangeBooks.Account, spec, count).Select(order => order.Id)];

    public override OrderId? RejectElsewhere(OrderSpec spec) => ExchangeBooks.Reject(_exchange, spec).Id;

    public override void MoveCash(TransactionKind kind, decimal amount) => ExchangeBooks.MoveCash(_exchange, kind, amount);

    public override bool ListStrikes(int count) => ExchangeBooks.ListStrikes(_exchange, count);

    public override void Restrict() => _exchange.SetStatus(ExchangeBooks.Account, AccountStatus.Restricted);

    public override void Inject(BrokerFault fault)
    {
        switch (fault)
        {
            case BrokerFault.LoseRequest:
                _faults.LoseNextRequests();
                _rules.Add(Lose(FaultKind.LoseRequest));
                break;
            case BrokerFault.LoseAnswer:
                _faults.LoseNextAnswers();
                _rules.Add(Lose(FaultKind.LoseAnswer));
                break;
            case BrokerFault.EndLogin:
                _faults.NeedsLogin = true;
                break;
            case BrokerFault.LimitRate:
                _faults.FailNextReads(BrokerageErrorCode.RateLimited, 100);
                break;
            case BrokerFault.Garble:
                _faults.FailNextReads(BrokerageErrorCode.UnexpectedResponse, 100);
                break;
            case BrokerFault.SpoilRows:
                _faults.SpoilsRows = true;
                break;
            case BrokerFault.HoldAnswers:
                _rules.AddRange(
                    new[] { LineOperation.Submit, LineOperation.Replace, LineOperation.Cancel }
                        .Select(operation => new FaultRule { Kind = FaultKind.LateAnswer, On = operation, Delay = ExchangeBooks.Held }));
                break;
            case BrokerFault.DisturbStreams:
                _rules.AddRange(
                    new[] { FaultKind.Disconnect, FaultKind.DuplicateEvent, FaultKind.LateEvent }
                        .Select(kind => new FaultRule { Kind = kind, On = LineOperation.Event, Probability = 0.5 }));
                break;
            default:
                _faults.IsDown = true;
                break;
        }
    }

    public override string? WhyNot(BrokerFault fault) => fault switch
    {
        BrokerFault.ShowOrdersLate => "Orders of this exchange show at once, and that is said.",
        BrokerFault.StallStreams => "There is no line between a Mock broker and its exchange that could fall silent.",
        BrokerFault.BreakPages => "A Mock broker lists open orders in one piece.",
        _ => null,
    };

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _adapter.Dispose();
        _exchange.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A place for what stands between the kit and the adapter.</summary>
    protected virtual IBrokerageConnection Wrap(IBrokerageConnection connection) => connection;

    private static FaultRule Lose(FaultKind kind) => new() { Kind = kind, On = LineOperation.Cancel, Calls = 1 };
}
