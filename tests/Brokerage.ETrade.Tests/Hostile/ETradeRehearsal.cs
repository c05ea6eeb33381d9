using System.Text;
using Brokerage.ETrade.Auth;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.TestSupport.Hostile;
using Brokerage.Transport;

namespace Brokerage.ETrade.Tests.Hostile;

/// <summary>E*TRADE's simulator, asked everything once, in JSON or in XML.</summary>
internal sealed class ETradeRehearsal : Rehearsal
{
    private static readonly Lazy<Task<ETradeRehearsal>> InJson = new(() => TakeAsync(inXml: false));
    private static readonly Lazy<Task<ETradeRehearsal>> InXml = new(() => TakeAsync(inXml: true));

    private readonly ETradeOptions _settings;
    private readonly ConnectionSecrets _secrets;
    private ETradeSimulator? _simulator;

    private ETradeRehearsal(ETradeSimulator simulator, ETradeOptions settings)
    {
        (_simulator, _settings) = (simulator, settings);
        _secrets = SecretsOf(simulator.SignIn());
        Other = SecretsOf(simulator.SignIn());
    }

    public override BrokerId Broker => ETradeAdapter.BrokerId;

    public BrokerEnvironment Environment => _settings.Environment;

    /// <summary>What a second sign-in gave: it is woken up and ended.</summary>
    public ConnectionSecrets Other { get; }

    /// <summary>The id of a message to the user.</summary>
    public string Alert { get; private set; } = "";

    /// <summary>The one rehearsal of this run.</summary>
    public static Task<ETradeRehearsal> GetAsync(bool inXml) => (inXml ? InXml : InJson).Value;

    public override IBrokerageAdapter Open(BrokerTransportOptions transport, ISocketConnector? sockets) => new ETradeAdapter(_settings, transport);

    public override IBrokerageConnection Connect(IBrokerageAdapter adapter) => ((ETradeAdapter)adapter).Create(_secrets, "test");

    // Orders are listed by days, and all were placed on the same: whichever days are asked for, it is among them. There are no others; a token is
    // woken; of the rest nobody knows.
    public override HostileAnswer AnswerUnasked(string key, IReadOnlyDictionary<string, RecordedAnswer> answers) =>
        IsByDays(key) && answers.FirstOrDefault(answer => IsByDays(answer.Key)).Value is { } list ? HostileAnswer.Of(list)
        : IsList(key) ? new HostileAnswer("", []) { Status = 204, ContentType = null }
        : key.Contains("/oauth/renew", StringComparison.Ordinal) ? new HostileAnswer("", "Access Token has been renewed"u8.ToArray()) { ContentType = "text/html" }
        : new HostileAnswer("", "<Error><message>Invalid id</message></Error>"u8.ToArray()) { Status = 400, ContentType = "application/xml" };

    public override bool Places(string key) => key.Contains("/orders/place", StringComparison.Ordinal) || key.Contains("/change/place", StringComparison.Ordinal);

    public override string Refusal(Dice dice) => dice.OneIn(2)
        ? $$$"""{"Error":{"code":{{{dice.Of("null", "\"100\"", "100", "1e400", "-1", "[]", "{}", "163.5", "\"x\"", "99999")}}},"message":{{{dice.Of("null", "7", "[]", "{}", "\"\"", "\"\\ud800\"", "\"insufficient fund\"")}}}}}"""
        : $"<Error>{dice.Of("", "<code/>", "<code>100</code>", "<code>x</code>", "<code><code>0</code></code>", "<code>1e400</code>")}<message>{dice.Of("", "0", "<a/>", "\u202e", "insufficient fund")}</message></Error>";

    // Words about tokens and clocks, which an adapter goes by.
    public override HostileAnswer? OwnDamage(Dice dice, RecordedAnswer answer)
    {
        var problem = "oauth_problem=" + dice.Of(
            "", "token_rejected", "token_expired", "signature_invalid", "nonce_used", "callback_rejected,oauth_acceptable_callback=oob", "zz_unheard_of", "TOKEN_REJECTED", "\"token_expired",
            "timestamp_refused", "timestamp_refused,oauth_acceptable_timestamps=0-0", "timestamp_refused,oauth_acceptable_timestamps=99999999999-99999999999",
            "timestamp_refused,oauth_acceptable_timestamps=999999999-99999999999", "timestamp_refused,oauth_acceptable_timestamps=99999999999999999999-1");
        var body = dice.Below(4) switch
        {
            0 => $"<html><body><h1>HTTP Status 401 \u2013 Unauthorized</h1><p><b>Message</b> {problem}</p></body></html>",
            1 => $$$"""{"Error":{"message":"{{{problem.Replace("\"", "", StringComparison.Ordinal)}}}"}}""",
            2 => $"<Error><message>{problem}</message></Error>",
            _ => problem,
        };
        return new HostileAnswer("oauth problem", dice.OneIn(4) ? answer.Body : Encoding.UTF8.GetBytes(body))
        {
            Status = dice.Of(200, 400, 401, 401, 401, 403),
            ContentType = dice.Of("text/html", "application/json", "application/xml", "text/plain"),
            Headers = dice.Below(4) switch
            {
                0 => [("WWW-Authenticate", "OAuth " + problem)],
                1 => [("Date", dice.Of("Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Thu, 19 Nov 2026 15:40:00 GMT"))],
                _ => [],
            },
            IsLasting = true,
        };
    }

    /// <summary>The user lets the application in; where nobody is there any more he types what he typed then.</summary>
    public Secret Approve(SignInTicket ticket) => new(_simulator?.Approve(ticket.Key) ?? "WXYZ8");

    private static bool IsByDays(string key) => IsList(key) && key.Contains("fromDate=", StringComparison.Ordinal);

    private static bool IsList(string key) => key.Contains("/orders?", StringComparison.Ordinal) || key.Contains("/orders.json?", StringComparison.Ordinal);

    private static async Task<ETradeRehearsal> TakeAsync(bool inXml)
    {
        var clock = new FakeTimeProvider(HostileStage.Morning);
        var (exchange, _) = ExchangeBooks.Open(clock, holdsCoin: false);
        using var books = exchange;
        await using var etrade = await ETradeSimulator.StartAsync(new ETradeSimulatorOptions
        {
            Time = clock, Exchange = exchange, UnknownFields = true, Market = MarketMode.Calendar,
            Accounts = [new ETradeAccount { Account = ExchangeBooks.Account }],
            Alerts = [new ETradeUserAlert("A price was reached", "The price of BRK.B was reached.", "BRK.B"), new ETradeUserAlert("Welcome", "Good morning.")],
        });
        var rehearsal = new ETradeRehearsal(etrade, new ETradeOptions
        {
            SandboxConsumerKey = etrade.Credentials.ConsumerKey,
            SandboxConsumerSecret = new Secret(etrade.Credentials.ConsumerSecret),
            Environment = ETradeAdapter.Simulated(etrade.Address),
            AllowUnverified = true,
            AnswersInXml = inXml,
            AccountRequestsPerSecond = 100,
            OrderRequestsPerSecond = 100,
            MarketRequestsPerSecond = 100,
        });
        using var recorder = new Recorder();
        await using var stage = new HostileStage(rehearsal, recorder, clock);
        await rehearsal.SetAsync(stage, exchange);
        rehearsal.Alert = (await ETradeAsking.Extras(stage).GetAlertsAsync()).Items[0].Id;
        await rehearsal.HoldAsync(stage, recorder, ETradeAsking.All);
        rehearsal._simulator = null;
        return rehearsal;
    }

    // Orders in every state, with fills, fees and a dividend.
    private async Task SetAsync(HostileStage stage, SimulatedExchange exchange)
    {
        await MeetAsync(stage);
        var stock = ETradeAsking.Stock;
        var (bid, ask) = (exchange.GetQuote(stock).Bid!.Value, exchange.GetQuote(stock).Ask!.Value);
        var low = decimal.Round(bid * 0.7m, 2);
        exchange.SetQuote(stock, bid, ask, 50m, 2m);
        await PlaceAsync(stage, "partial", OrderSpec.Limit(stock, Side.Buy, 5m, ask));
        exchange.SetQuote(stock, bid, ask + 0.5m, 100m, 100m);
        await PlaceAsync(stage, "resting", OrderSpec.Limit(stock, Side.Buy, 4m, low));
        await PlaceAsync(stage, "filled", OrderSpec.Market(stock, Side.Buy, 3m));
        await PlaceAsync(stage, "stop", OrderSpec.One(stock, Side.Sell, 2m, new PriceTerms.StopLimit(low, low - 1m)));
        await PlaceAsync(stage, "trailing", OrderSpec.One(stock, Side.Sell, 1m, new PriceTerms.Trailing(0.05m, InPercent: true)));
        await PlaceAsync(stage, "short", ETradeAsking.WithEffect(OrderSpec.Market(ETradeAsking.Apple, Side.Sell, 2m), PositionEffect.Open));
        await PlaceAsync(stage, "option", ETradeAsking.WithEffect(OrderSpec.Limit(ExchangeBooks.Contract, Side.Buy, 1m, 0.55m), PositionEffect.Open));
        await PlaceAsync(stage, "spread", ETradeAsking.Spread(0.65m));
        await PlaceAsync(stage, "cancelled", OrderSpec.Limit(stock, Side.Buy, 2m, low + 1m));
        await stage.Trading.CancelAsync(Order("cancelled"));
        await PlaceAsync(stage, "replaced", OrderSpec.Limit(stock, Side.Buy, 2m, low + 2m));
        await SubmitAsync(stage, "replacing", await stage.Trading.PrepareAsync(OrderIntent.Modify(Order("replaced"), new OrderChange(Price: new PriceTerms.Limit(low + 3m)))));
        await PlaceAsync(stage, "to be cancelled", OrderSpec.Limit(stock, Side.Buy, 2m, low + 4m));
        await PlaceAsync(stage, "to be replaced", OrderSpec.Limit(stock, Side.Buy, 2m, low + 5m));
        exchange.Post(ExchangeBooks.Account, Money.Usd(12.34m), LedgerKind.Dividend);
    }

    private ConnectionSecrets SecretsOf(ETradeAccess access) => ETradeSecrets.Of(
        new OAuthPair(new Secret(access.Token), new Secret(access.Secret)), _settings.Environment, ETradeSecrets.EndOf(HostileStage.Morning, days: 1), HostileStage.Morning, subject: null);
}
