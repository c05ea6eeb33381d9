using Brokerage.Alpaca;
using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Transport;
using FaultKind = Brokerage.Simulator.FaultKind;
using FaultRule = Brokerage.Simulator.FaultRule;

namespace Brokerage.TestSupport;

/// <summary>Alpaca's adapter for the kit, over a simulated Alpaca on loopback, with keys, on paper.</summary>
public class AlpacaTestBroker : ExchangeTestBroker
{
    private static readonly string[] Lists = ["/v2/orders?", "/v2/positions", "/v2/account/activities"];

    private readonly LineWatch _line = new();
    private AlpacaSimulator? _alpaca;
    private AlpacaAdapter? _adapter;
    private AccountRef? _account;
    private IBrokerageConnection? _withoutSwitch;
    private DateTimeOffset? _showsAt;

    public override Instrument? Coin => ExchangeBooks.Coin;

    public override Instrument? FinelyPriced => ExchangeBooks.Fine;

    public override BrokerEnvironment Environment => EnvironmentOf(Kind);

    public override int PageSize => 500;

    public override IReadOnlyDictionary<string, string> Untold { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Balance.UnsettledCash"] = "no such field",
        ["Balance.Withdrawable"] = "no such field",
        ["Balance.MarginCall"] = "no such field",
        ["Balance.DayTradingBuyingPower"] = "not among the recorded figures any more",
        ["Order.AllOrNone"] = "no such field",
        ["Order.Fees"] = "fees are rows of the history, a day later",
        ["Order.Executions"] = "an order lists none: the stream and the history tell them",
        ["Transaction.Fees"] = "fees are rows of the history, a day later",
        ["Transaction.Net"] = "a fill does not tell its amount",
    };

    public override IBrokerageAdapter Adapter => Started(_adapter);

    public override AccountRef Account => Started(_account);

    public override int ChangesReceived => Started(_alpaca).Requests.ToList().Count(request =>
        request.Path.StartsWith("/v2/", StringComparison.Ordinal) && request.Method is "POST" or "PATCH" or "DELETE" && !IsSignIn(request));

    /// <summary>What the account pays; null for nothing, as at the broker.</summary>
    internal ICommissionModel? Commissions { get; init; }

    /// <summary>Whether the simulator plays the live hosts.</summary>
    protected virtual bool IsLive => false;

    private EnvironmentKind Kind => IsLive ? EnvironmentKind.Live : EnvironmentKind.Paper;

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        (Market, _) = ExchangeBooks.Open(Time, Commissions);
        _alpaca = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions
            {
                Time = Time, Exchange = Market, Account = ExchangeBooks.Account, UnknownFields = true, Market = MarketMode.Calendar, Live = IsLive, AutoApprove = true,
            },
            cancellationToken);
        _adapter = new AlpacaAdapter(SettingsFor(_alpaca), new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId, TimeProvider = Time, Handler = _line });
        var step = await _adapter.Authorizer.BeginAsync(SignInWith("state-of-the-beginning"), cancellationToken);
        var answer = await AnswerAsync(step, allows: true, cancellationToken) ?? throw new InvalidOperationException("Somebody has to sign in.");
        Secrets = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, answer, cancellationToken)).Secrets;
        _account = (await Connect().Accounts.GetAccountsAsync(cancellationToken)).Items[0].Ref;
    }

    public override IBrokerageConnection Connect()
    {
        return ConnectWith(Secrets ?? throw new InvalidOperationException("Not signed in."));
    }

    public override IBrokerageConnection ConnectWith(ConnectionSecrets secrets) => Opened(Create(Environment, secrets, allowLiveOrders: IsLive));

    /// <summary>Null on paper, where there is no switch.</summary>
    public override IBrokerageConnection? ConnectWithoutLiveSwitch() => IsLive ? _withoutSwitch ??= Wrap(Create(Environment, Secrets, allowLiveOrders: false)) : null;

    public override SignInRequest SignInWith(string state) => new() { Application = "", Environment = Environment, State = state };

    /// <summary>How a login comes about; here by keys.</summary>
    public override Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default)
    {
        var credentials = Started(_alpaca).Credentials;
        return Task.FromResult<SignInAnswer?>(new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal)
        {
            ["key_id"] = new Secret(credentials.KeyId),
            ["secret_key"] = new Secret(allows ? credentials.SecretKey : "not the secret"),
        }));
    }

    public override TrueAccount Read() => ExchangeBooks.Read(Market, ExchangeBooks.Account, Started(_alpaca).WireIdOf);

    public override void PassTime(TimeSpan by)
    {
        base.PassTime(by);
        if (_showsAt <= Time.GetUtcNow())
        {
            Started(_alpaca).Faults.Clear();
        }
    }

    public override IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null) =>
        [.. ExchangeBooks.Place(Market, account ?? ExchangeBooks.Account, spec, count).Select(Started(_alpaca).WireIdOf)];

    public override OrderId? RejectElsewhere(OrderSpec spec) => Started(_alpaca).WireIdOf(ExchangeBooks.Reject(Market, spec));

    public override bool ListStrikes(int count) => ExchangeBooks.ListStrikes(Market, count);

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
            case BrokerFault.HoldAnswers:
                _line.IsHeld = true;
                foreach (var method in new[] { "POST", "PATCH", "DELETE" })
                {
                    faults.Add(new FaultRule { Kind = FaultKind.DelayAfter, Method = method, Path = "/v2/orders", Delay = ExchangeBooks.Held });
                }

                break;
            case BrokerFault.ShowOrdersLate:
                _showsAt = Time.GetUtcNow() + ExchangeBooks.Late;
                faults.Add(new FaultRule { Kind = FaultKind.Replace, Method = "GET", Path = "/v2/orders?", Status = 200, Body = "[]" });
                faults.Add(new FaultRule { Kind = FaultKind.Refuse, Method = "GET", Path = "/v2/orders", Status = 404, Body = """{"code":40410000,"message":"order not found"}""" });
                break;
            case BrokerFault.StallStreams:
                Started(_alpaca).StallStreams();
                break;
            case BrokerFault.SpoilRows:
                foreach (var list in Lists)
                {
                    faults.Add(new FaultRule { Kind = FaultKind.EmptyRow, Method = "GET", Path = list });
                }

                break;
            case BrokerFault.BreakPages:
                foreach (var list in Lists)
                {
                    faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 503, Method = "GET", Path = list, Skip = 1 });
                }

                break;
            case BrokerFault.EndLogin:
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 401 });
                break;
            case BrokerFault.LimitRate:
                faults.Add(new FaultRule { Kind = FaultKind.RateLimited, Method = "GET" });
                break;
            case BrokerFault.Garble:
                faults.Add(new FaultRule { Kind = FaultKind.Replace, Method = "GET", Status = 200, Body = "{\"id\": tru" });
                break;
            case BrokerFault.DisturbStreams:
                Started(_alpaca).StreamFaults.Repeat = 0.5;
                Started(_alpaca).CutStreams();
                break;
            default:
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 503 });
                break;
        }
    }

    public override string? WhyNot(BrokerFault fault) => null;

    public override Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default) =>
        answer.WithStepsAsync(() => Time.Advance(_line.MayPass ? TimeSpan.FromMilliseconds(100) : TimeSpan.Zero), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await CloseConnectionsAsync();

        if (_withoutSwitch is not null)
        {
            await _withoutSwitch.DisposeAsync();
        }

        _adapter?.Dispose();
        _line.Dispose();
        if (_line.IsHeld)
        {
            // The server would wait for what it holds.
            Time.Advance(ExchangeBooks.Held);
        }

        if (_alpaca is not null)
        {
            await _alpaca.DisposeAsync();
        }

        CloseMarket();
        GC.SuppressFinalize(this);
    }

    /// <summary>The broker that the adapter talks to.</summary>
    protected AlpacaSimulator Simulator => Started(_alpaca);

    /// <summary>What the connections sign with.</summary>
    protected ConnectionSecrets? Secrets { get; private set; }

    /// <summary>The application's settings.</summary>
    protected virtual AlpacaOptions SettingsFor(AlpacaSimulator alpaca) => new();

    /// <summary>A connection beside the one under test, which the house closes too.</summary>
    protected IBrokerageConnection Create(BrokerEnvironment environment, ConnectionSecrets? secrets, bool allowLiveOrders) => Started(_adapter).Create(new BrokerageConnectionContext
    {
        Connection = ConnectionId.Parse("test"),
        Application = "kit",
        Environment = environment,
        Secrets = new FixedSecretSource(AlpacaAdapter.BrokerId, secrets ?? throw new InvalidOperationException("Not signed in.")),
        AllowLiveOrders = allowLiveOrders,
    });

    /// <summary>The simulator's addresses as an environment of a kind.</summary>
    protected BrokerEnvironment EnvironmentOf(EnvironmentKind kind)
    {
        var alpaca = Started(_alpaca);
        var simulated = AlpacaAdapter.Simulated(
            alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress, new Uri(alpaca.Address, "/oauth/"));
        return new BrokerEnvironment("loopback", kind, simulated.Endpoints);
    }

    private static bool IsSignIn(LoggedRequest request) => request.Path.StartsWith("/oauth/", StringComparison.Ordinal);
}
