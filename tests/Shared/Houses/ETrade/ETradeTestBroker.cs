using Brokerage.Conformance;
using Brokerage.ETrade;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.Transport;
using FaultKind = Brokerage.Simulator.FaultKind;
using FaultRule = Brokerage.Simulator.FaultRule;

namespace Brokerage.TestSupport;

/// <summary>E*TRADE's adapter for the kit, over a simulated E*TRADE on loopback, after a sign-in with a code.</summary>
public class ETradeTestBroker : ExchangeTestBroker
{
    private static readonly AccountId Second = AccountId.Parse("CONFORM-4472");
    private static readonly string[] Lists = ["/orders", "/portfolio", "/transactions"];

    private readonly LineWatch _line = new();
    private ETradeSimulator? _etrade;
    private ETradeAdapter? _adapter;
    private AccountRef? _account;
    private ConnectionSecrets? _secrets;
    private DateTimeOffset? _showsAt;

    public override BrokerEnvironment Environment => EnvironmentOf(EnvironmentKind.Simulated);

    public override AccountId? OtherAccount => AccountId.Parse(Started(_etrade).KeyOf(Second));

    public override int PageSize => 100;

    public override IReadOnlyDictionary<string, string> Untold { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Account.OptionLevel"] = "told with the balance alone",
        ["Account.MayShort"] = "no such field",
        ["Balance.OptionBuyingPower"] = "no such field",
        ["Balance.InitialMargin"] = "no such field",
        ["Balance.MaintenanceMargin"] = "no such field",
        ["Position.Available"] = "told with the lots alone",
        ["Order.Executions"] = "there are none: average prices alone are told",
        ["Order.ClosedAt"] = "told of executed orders alone: of others the field holds an overflowed number",
        ["Execution.Time"] = "there are no executions: what is told is computed from two readings",
        ["InstrumentInfo.Fractional"] = "no such field: whole numbers alone are ordered",
        ["InstrumentInfo.QuantityStep"] = "no such field: whole numbers alone are ordered",
        ["InstrumentInfo.Tradable"] = "no such field",
        ["Order.Fees"] = "estimates alone are told, and shares are traded free of commission",
        ["Account.Status"] = "open or closed alone are told, no restrictions",
    };

    public override IBrokerageAdapter Adapter => Started(_adapter);

    public override AccountRef Account => Started(_account);

    public override int ChangesReceived => Started(_etrade).Requests.ToList().Count(request =>
        request.Path.Contains("/orders/place", StringComparison.Ordinal) || request.Path.Contains("/change/place", StringComparison.Ordinal) || request.Path.Contains("/orders/cancel", StringComparison.Ordinal));

    /// <summary>What the account pays.</summary>
    internal ICommissionModel Commissions { get; init; } = BrokerCommissions.ETrade;

    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        (Market, _) = ExchangeBooks.Open(Time, Commissions, holdsCoin: false);
        Market.OpenAccount(new AccountOpening { Id = Second.Value, Kind = MarginKind.Cash, Cash = 5_000m });
        _etrade = await ETradeSimulator.StartAsync(
            OptionsFor(new ETradeSimulatorOptions
            {
                Time = Time, Exchange = Market, UnknownFields = true, Market = MarketMode.Calendar,
                Accounts = [new ETradeAccount { Account = ExchangeBooks.Account }, new ETradeAccount { Account = Second, Nickname = "Second" }],
            }),
            cancellationToken);
        _adapter = new ETradeAdapter(SettingsFor(_etrade), new BrokerTransportOptions { Broker = ETradeAdapter.BrokerId, TimeProvider = AdapterTime, Handler = _line });
        _secrets = await SignInAsync(Environment, cancellationToken);
        _account = new AccountRef(ConnectionId.Parse("test"), ETradeAdapter.BrokerId, AccountId.Parse(_etrade.KeyOf(ExchangeBooks.Account)));
        Connect();
    }

    public override IBrokerageConnection Connect() => ConnectWith(Started(_secrets));

    public override IBrokerageConnection ConnectWith(ConnectionSecrets secrets) => Opened(Create(Environment, secrets));

    public override SignInRequest SignInWith(string state) => new() { Application = "kit", Environment = Environment, State = state };

    public override Task<SignInAnswer?> AnswerAsync(SignInStep step, bool allows, CancellationToken cancellationToken = default)
    {
        Assert.IsType<SignInStep.EnterCode>(step);
        return Task.FromResult<SignInAnswer?>(new SignInAnswer.Code(new Secret(allows ? Approve(step.Ticket) : "WRONG")));
    }

    public override TrueAccount Read() => ExchangeBooks.Read(Market, ExchangeBooks.Account, Started(_etrade).WireIdOf);

    public override TrueAccount? ReadOther() => ExchangeBooks.Read(Market, Second, Started(_etrade).WireIdOf);

    public override void PassTime(TimeSpan by)
    {
        base.PassTime(by);
        if (_showsAt <= Time.GetUtcNow())
        {
            Started(_etrade).Faults.Clear();
        }
    }

    public override IReadOnlyList<OrderId> PlaceElsewhere(OrderSpec spec, int count = 1, AccountId? account = null) =>
        [.. ExchangeBooks.Place(Market, account is null || account == Account.Account ? ExchangeBooks.Account : Second, spec, count).Select(Started(_etrade).WireIdOf)];

    public override OrderId? RejectElsewhere(OrderSpec spec) => Started(_etrade).WireIdOf(ExchangeBooks.Reject(Market, spec));

    public override void Inject(BrokerFault fault)
    {
        var faults = Started(_etrade).Faults;
        switch (fault)
        {
            case BrokerFault.LoseRequest or BrokerFault.LoseAnswer:
                var kind = fault is BrokerFault.LoseRequest ? FaultKind.DropBefore : FaultKind.DropAfter;
                faults.Add(new FaultRule { Kind = kind, Path = "/orders/place", Times = 1 });
                faults.Add(new FaultRule { Kind = kind, Path = "/change/place", Times = 1 });
                faults.Add(new FaultRule { Kind = kind, Path = "/orders/cancel", Times = 1 });
                break;
            case BrokerFault.HoldAnswers:
                _line.IsHeld = true;
                foreach (var path in new[] { "/orders/place", "/change/place", "/orders/cancel" })
                {
                    faults.Add(new FaultRule { Kind = FaultKind.DelayAfter, Path = path, Delay = ExchangeBooks.Held });
                }

                break;
            case BrokerFault.ShowOrdersLate:
                // Nothing in a list is a 204 without a body.
                _showsAt = Time.GetUtcNow() + ExchangeBooks.Late;
                faults.Add(new FaultRule { Kind = FaultKind.Replace, Method = "GET", Path = "/orders", Status = 204 });
                break;
            case BrokerFault.StallStreams:
                // A stream that is polled falls silent with a look that is not answered.
                _line.IsHeld = true;
                faults.Add(new FaultRule { Kind = FaultKind.DelayBefore, Method = "GET", Path = "/orders", Delay = ExchangeBooks.Held, Times = 1 });
                faults.Add(new FaultRule { Kind = FaultKind.DelayBefore, Method = "GET", Path = "/market/quote", Delay = ExchangeBooks.Held, Times = 1 });
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
                Started(_etrade).RevokeTokens();
                break;
            case BrokerFault.LimitRate:
                faults.Add(new FaultRule { Kind = FaultKind.RateLimited, Method = "GET" });
                break;
            case BrokerFault.Garble:
                faults.Add(new FaultRule { Kind = FaultKind.Replace, Method = "GET", Status = 200, Body = "{\"id\": tru" });
                break;
            case BrokerFault.DisturbStreams:
                // A stream that is polled is disturbed by looks that fail.
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 503, Method = "GET", Path = "/orders", Times = 6 });
                faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Status = 503, Method = "GET", Path = "/market/quote", Times = 6 });
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

        _adapter?.Dispose();
        _line.Dispose();
        if (_line.IsHeld)
        {
            // The server would wait for what it holds.
            Time.Advance(ExchangeBooks.Held);
        }

        if (_etrade is not null)
        {
            await _etrade.DisposeAsync();
        }

        CloseMarket();
        GC.SuppressFinalize(this);
    }

    /// <summary>The clock as the adapter sees it.</summary>
    protected virtual TimeProvider AdapterTime => Time;

    /// <summary>The application's settings: the pace is not what most cases are about.</summary>
    protected virtual ETradeOptions SettingsFor(ETradeSimulator etrade) => new()
    {
        SandboxConsumerKey = etrade.Credentials.ConsumerKey,
        SandboxConsumerSecret = new Secret(etrade.Credentials.ConsumerSecret),
        ConsumerKey = etrade.Credentials.ConsumerKey + "-live",
        ConsumerSecret = new Secret(etrade.Credentials.ConsumerSecret),
        AccountRequestsPerSecond = 100,
        OrderRequestsPerSecond = 100,
        MarketRequestsPerSecond = 100,
    };

    /// <summary>A last word on the simulator.</summary>
    protected virtual ETradeSimulatorOptions OptionsFor(ETradeSimulatorOptions options) => options;

    private string Approve(SignInTicket ticket)
    {
        try
        {
            return Started(_etrade).Approve(ticket.Key);
        }
        catch (ArgumentException)
        {
            // E*TRADE's own five minutes are over: whatever the user types is too late.
            return "TOO-LATE";
        }
    }

    private async Task<ConnectionSecrets> SignInAsync(BrokerEnvironment environment, CancellationToken cancellationToken)
    {
        var step = await Started(_adapter).Authorizer.BeginAsync(SignInWith("state-of-the-beginning") with { Environment = environment }, cancellationToken);
        var answer = await AnswerAsync(step, allows: true, cancellationToken);
        return Assert.IsType<SignInResult.SignedIn>(await Started(_adapter).Authorizer.CompleteAsync(step.Ticket, answer!, cancellationToken)).Secrets;
    }

    private IBrokerageConnection Create(BrokerEnvironment environment, ConnectionSecrets secrets) => Started(_adapter).Create(new BrokerageConnectionContext
    {
        Connection = ConnectionId.Parse("test"),
        Application = "kit",
        Environment = environment,
        Secrets = new WakingSource(Started(_adapter).Authorizer, environment, secrets),
    });

    private BrokerEnvironment EnvironmentOf(EnvironmentKind kind) =>
        new("loopback", kind, ETradeAdapter.Simulated(Started(_etrade).Address).Endpoints);

    /// <summary>What a vault does beside keeping the secrets: it wakes a token that has slept.</summary>
    private sealed class WakingSource(IBrokerageAuthorizer authorizer, BrokerEnvironment environment, ConnectionSecrets secrets) : ISecretSource
    {
        private long _version = 1;

        public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default) => new(new VersionedSecrets(secrets, Interlocked.Read(ref _version)));

        public async ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default)
        {
            if (await authorizer.RefreshAsync(environment, "kit", secrets, cancellationToken) is RefreshResult.LoginNeeded needed)
            {
                throw new BrokerageException(needed.Error);
            }

            return new VersionedSecrets(secrets, Interlocked.Increment(ref _version));
        }
    }
}
