using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Mock;
using Brokerage.Testing;

namespace Brokerage.TestSupport;

/// <summary>The Mock broker for the kit: its books are its exchange's.</summary>
public class MockTestBroker : ExchangeTestBroker
{
    private static readonly AccountId Second = AccountId.Parse("CONFORM-9020");

    /// <summary>What its account pays.</summary>
    internal static readonly ICommissionModel Commissions = new PerUnitCommission { Name = "per unit", Tiers = [new CommissionTier(0m, 0.05m)], Minimum = 1m };

    private readonly List<FaultRule> _rules = [];
    private readonly MockFaults _faults = new();
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
        (Market, var opening) = ExchangeBooks.Open(Time, Commissions, holdsCoin);
        var other = new AccountOpening { Id = Second.Value, Kind = MarginKind.Cash, Cash = 7_000m, Name = "Second" };
        _adapter = new MockAdapter(
            new MockOptions
            {
                PriceInterval = null,
                Exchange = Market,
                Accounts = [opening, other],
                Faults = _faults,
                // Rules that are added later count from then on.
                FaultScript = new FaultScript { Seed = 5, Rules = _rules },
            },
            Time);
    }

    public override Instrument? Coin => _holdsCoin ? ExchangeBooks.Coin : null;

    public override Instrument? FinelyPriced => ExchangeBooks.Fine;

    public override AccountId? OtherAccount => Second;

    public override BrokerEnvironment Environment => MockAdapter.Simulated;

    public override IBrokerageAdapter Adapter => _adapter;

    public override AccountRef Account => new(Connection.Connection, MockAdapter.BrokerId, ExchangeBooks.Account);

    public override int ChangesReceived => ExchangeBooks.ChangesIn(Market);

    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        Connect();
        return Task.CompletedTask;
    }

    public override IBrokerageConnection Connect() => Opened(_adapter.Create("test"));

    // A Mock broker asks for no keys.
    public override Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInAnswer?>(allows ? new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal)) : null);

    public override IBrokerageConnection ConnectWith(ConnectionSecrets secrets) => Opened(_adapter.Create(new BrokerageConnectionContext
    {
        Connection = ConnectionId.Parse("test"), Environment = Environment, Application = "kit", Secrets = new FixedSecretSource(MockAdapter.BrokerId, secrets),
    }));

    public override TrueAccount Read() => ExchangeBooks.Read(Market, ExchangeBooks.Account);

    public override TrueAccount? ReadOther() => ExchangeBooks.Read(Market, Second);

    public override IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null) =>
        [.. ExchangeBooks.Place(Market, account ?? ExchangeBooks.Account, spec, count).Select(order => order.Id)];

    public override OrderId? RejectElsewhere(OrderSpec spec) => ExchangeBooks.Reject(Market, spec).Id;

    public override bool ListStrikes(int count) => ExchangeBooks.ListStrikes(Market, count);

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
        await CloseConnectionsAsync();

        _adapter.Dispose();
        CloseMarket();
        GC.SuppressFinalize(this);
    }

    private static FaultRule Lose(FaultKind kind) => new() { Kind = kind, On = LineOperation.Cancel, Calls = 1 };
}
