using System.Text;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;
using Brokerage.TestSupport.Hostile;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Alpaca's simulator, asked everything once.</summary>
internal sealed class AlpacaRehearsal : Rehearsal
{
    private static readonly Lazy<Task<AlpacaRehearsal>> Once = new(TakeAsync);
    private static readonly byte[] NotThere = Encoding.UTF8.GetBytes("""{"code":40410000,"message":"order not found"}""");
    private static readonly byte[] Empty = "[]"u8.ToArray();

    private AlpacaRehearsal(AlpacaOptions settings) => Settings = settings;

    public AlpacaOptions Settings { get; }

    public override BrokerId Broker => AlpacaAdapter.BrokerId;

    /// <summary>A list of the account's owner.</summary>
    public string Watchlist { get; private set; } = "";

    /// <summary>Where a user was sent back to after signing in, with the ticket that began it.</summary>
    public Uri? Callback { get; private set; }

    /// <summary>The one rehearsal of this run.</summary>
    public static Task<AlpacaRehearsal> GetAsync() => Once.Value;

    public override IBrokerageAdapter Open(BrokerTransportOptions transport, ISocketConnector? sockets) => new AlpacaAdapter(SettingsOf, transport) { Connector = sockets };

    public override IBrokerageConnection Connect(IBrokerageAdapter adapter) => ((AlpacaAdapter)adapter).Create("test");

    // A list of orders that was never asked for is empty.
    public override HostileAnswer AnswerUnasked(string key, IReadOnlyDictionary<string, RecordedAnswer> answers) => key.StartsWith("GET /v2/orders?", StringComparison.Ordinal)
        ? new HostileAnswer("", Empty) { ContentType = "application/json" }
        : new HostileAnswer("", NotThere) { ContentType = "application/json", Status = 404 };

    public override bool Places(string key) => key.StartsWith("POST /v2/orders", StringComparison.Ordinal) || key.StartsWith("PATCH /v2/orders", StringComparison.Ordinal);

    public override bool MayProveAbsence(string key, HostileAnswer answer) => !key.Contains(":by_client_order_id", StringComparison.Ordinal)
        || answer.Promise is Promise.SameModel or Promise.SameFigures
        || (answer.Status == 404 && answer.Body.AsSpan().IndexOf("40410000"u8) >= 0);

    public override string Refusal(Dice dice)
    {
        var code = dice.Of("null", "\"40310000\"", "40310000", "1e400", "-1", "[]", "{}", "42210000.5", "\"x\"");
        return $$"""{"code":{{code}},"message":{{dice.Of("null", "7", "[]", "{}", "\"\"", "\"\\ud800\"", "\"insufficient\"")}}}""";
    }

    // One of the applications has no page to sign in on, and asks for keys.
    private AlpacaOptions SettingsOf(string application) => application is not AlpacaAsking.KeysAlone ? Settings : new AlpacaOptions
    {
        KeyId = Settings.KeyId,
        SecretKey = Settings.SecretKey,
        Environment = Settings.Environment,
    };

    private static async Task<AlpacaRehearsal> TakeAsync()
    {
        var clock = new FakeTimeProvider(HostileStage.Morning);
        var (exchange, _) = ExchangeBooks.Open(clock);
        using var books = exchange;
        await using var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
        {
            Time = clock, Exchange = exchange, Account = ExchangeBooks.Account, UnknownFields = true, Market = MarketMode.Calendar, AutoApprove = true,
        });
        var rehearsal = new AlpacaRehearsal(new AlpacaOptions
        {
            KeyId = alpaca.Credentials.KeyId,
            SecretKey = new Secret(alpaca.Credentials.SecretKey),
            Environment = AlpacaAdapter.Simulated(alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress, new Uri(alpaca.Address, "/oauth/")),
            OAuthClientId = alpaca.Credentials.OAuthClientId,
            OAuthClientSecret = new Secret(alpaca.Credentials.OAuthClientSecret),
        });
        using var recorder = new Recorder();
        await using var stage = new HostileStage(rehearsal, recorder, clock);
        await rehearsal.SetAsync(stage, exchange);
        rehearsal.Watchlist = await MakeWatchlistAsync(alpaca);
        rehearsal.Callback = await AlpacaAsking.SignInAsync(stage, alpaca.Credentials.OAuthRedirectUri);
        await rehearsal.HoldAsync(stage, recorder, AlpacaAsking.All);
        return rehearsal;
    }

    // As on the broker's own page: the adapter only reads them.
    private static async Task<string> MakeWatchlistAsync(AlpacaSimulator alpaca)
    {
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(alpaca.Address, "/v2/watchlists"))
        {
            Content = new StringContent("""{"name":"mine","symbols":["AAPL","BRK.B"]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("APCA-API-KEY-ID", alpaca.Credentials.KeyId);
        request.Headers.Add("APCA-API-SECRET-KEY", alpaca.Credentials.SecretKey);
        using var answer = await browser.SendAsync(request);
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return list.RootElement.GetProperty("id").GetString()!;
    }

    // Orders in every state, with fills, fees and a dividend.
    private async Task SetAsync(HostileStage stage, SimulatedExchange exchange)
    {
        await MeetAsync(stage);
        var stock = Sample.BrkB;
        var (bid, ask) = (exchange.GetQuote(stock).Bid!.Value, exchange.GetQuote(stock).Ask!.Value);
        var exit = OrderSpec.Limit(stock, Side.Sell, 3m, decimal.Round(ask * 1.2m, 2));
        var stop = exit with { Price = new PriceTerms.Stop(decimal.Round(bid * 0.8m, 2)) };
        var low = decimal.Round(bid * 0.7m, 2);
        var option = ExchangeBooks.Contract;
        exchange.SetQuote(stock, bid, ask, 50m, 2m);
        await PlaceAsync(stage, "partial", OrderSpec.Limit(stock, Side.Buy, 5m, ask));
        exchange.SetQuote(stock, bid, ask + 0.5m, 100m, 100m);
        await PlaceAsync(stage, "resting", OrderSpec.Limit(stock, Side.Buy, 4m, low));
        await PlaceAsync(stage, "filled", OrderSpec.Market(stock, Side.Buy, 3m));
        await PlaceAsync(stage, "cash", new OrderPlan.Single(OrderSpec.Market(stock, Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(Money.Usd(250m)) }));
        await PlaceAsync(stage, "bracket", OrderPlan.Bracket(OrderSpec.Limit(stock, Side.Buy, 3m, low), exit, stop));
        await PlaceAsync(stage, "working exits", OrderPlan.Bracket(OrderSpec.Market(stock, Side.Buy, 3m), exit, stop));
        await PlaceAsync(stage, "option", OrderSpec.Limit(option, Side.Buy, 1m, 0.55m));
        await PlaceAsync(stage, "spread", new OrderPlan.Single(OrderSpec.Limit(option, Side.Buy, 1m, 0.65m) with
        {
            Legs = [new OrderLeg(option, Side.Buy, PositionEffect.Open), new OrderLeg(ExchangeBooks.Further, Side.Sell, PositionEffect.Open)],
        }));
        await PlaceAsync(stage, "coin", new OrderPlan.Single(OrderSpec.Limit(ExchangeBooks.Coin, Side.Buy, 0.01m, 40_000m) with { TimeInForce = TimeInForce.GoodTillCancelled }));
        await PlaceAsync(stage, "cancelled", OrderSpec.Limit(stock, Side.Buy, 2m, low + 1m));
        await stage.Trading.CancelAsync(Order("cancelled"));
        await PlaceAsync(stage, "replaced", OrderSpec.Limit(stock, Side.Buy, 2m, low + 2m));
        var change = await stage.Trading.PrepareAsync(OrderIntent.Modify(Order("replaced"), new OrderChange(Price: new PriceTerms.Limit(low + 3m))));
        await SubmitAsync(stage, "replacing", change);
        await PlaceAsync(stage, "to be cancelled", OrderSpec.Limit(stock, Side.Buy, 2m, low + 4m));
        await PlaceAsync(stage, "to be replaced", OrderSpec.Limit(stock, Side.Buy, 2m, low + 5m));
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await SubmitAsync(stage, "taken", await stage.Trading.PrepareAsync(Intent("taken", AlpacaAsking.Taken)));
        exchange.Post(ExchangeBooks.Account, Money.Usd(12.34m), LedgerKind.Dividend);
    }
}
