using System.Text;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Simulator;
using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Everything is asked once of a simulated Alpaca, and its answers are kept.</summary>
internal sealed class Rehearsal
{
    private static readonly Lazy<Task<Rehearsal>> Once = new(TakeAsync);

    private readonly Dictionary<string, PreparedOrder> _prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderRef> _orders = new(StringComparer.Ordinal);
    private AccountRef? _account;

    private Rehearsal(AlpacaOptions settings) => Settings = settings;

    public AlpacaOptions Settings { get; }

    public AccountRef Account => _account ?? throw new InvalidOperationException("Nothing was read yet.");

    /// <summary>The settings of an application; one of them has no page to sign in on, and asks for keys.</summary>
    public AlpacaOptions SettingsOf(string application) => application is not Asking.KeysAlone ? Settings : new AlpacaOptions
    {
        KeyId = Settings.KeyId,
        SecretKey = Settings.SecretKey,
        Environment = Settings.Environment,
    };

    /// <summary>A list of the account's owner.</summary>
    public string Watchlist { get; private set; } = "";

    /// <summary>Where a user was sent back to after signing in, with the ticket that began it.</summary>
    public Uri? Callback { get; private set; }

    /// <summary>What can be asked, with its answers.</summary>
    public IReadOnlyList<Ask> Asks { get; private set; } = [];

    /// <summary>The one rehearsal of this run.</summary>
    public static Task<Rehearsal> GetAsync() => Once.Value;

    /// <summary>An order of the stage by its name.</summary>
    public OrderRef Order(string name) => _orders[name];

    /// <summary>What was prepared under a name.</summary>
    public PreparedOrder Prepared(string name) => _prepared[name];

    /// <summary>An intent whose id is the same every time.</summary>
    public OrderIntent.New Intent(string name, OrderPlan plan) => new(Account, IdOf(name), plan);

    public OrderIntent.Replace Change(string name, string target) => new(Account, IdOf(name), Order(target).Order, new OrderChange(Price: new PriceTerms.Limit(301.5m)));

    private static ClientOrderId IdOf(string name) => ClientOrderId.Parse("hostile" + name);

    private static async Task<Rehearsal> TakeAsync()
    {
        var clock = new FakeTimeProvider(HostileStage.Morning);
        var (exchange, _) = ExchangeBooks.Open(clock);
        using var books = exchange;
        await using var alpaca = await AlpacaSimulator.StartAsync(new AlpacaSimulatorOptions
        {
            Time = clock, Exchange = exchange, Account = ExchangeBooks.Account, UnknownFields = true, Market = MarketMode.Calendar, AutoApprove = true,
        });
        var rehearsal = new Rehearsal(new AlpacaOptions
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
        rehearsal.Callback = await Asking.SignInAsync(stage, alpaca.Credentials.OAuthRedirectUri);
        var asks = new List<Ask>();
        foreach (var ask in Asking.All)
        {
            await stage.ForgetAsync();
            recorder.Forget();
            // Each ask finds its permits, however many were used before it.
            clock.Advance(TimeSpan.FromSeconds(20));
            var right = Figures.Of(await ask.Run(stage));
            asks.Add(ask with { Answers = recorder.Answers, Keys = recorder.Keys, Right = right });
        }

        rehearsal.Asks = asks;
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
        _account = (await stage.Connection.Accounts.GetAccountsAsync()).Items[0].Ref;
        var stock = Sample.BrkB;
        var (bid, ask) = (exchange.GetQuote(stock).Bid!.Value, exchange.GetQuote(stock).Ask!.Value);
        var exit = OrderSpec.Limit(stock, Side.Sell, 3m, decimal.Round(ask * 1.2m, 2));
        var stop = exit with { Price = new PriceTerms.Stop(decimal.Round(bid * 0.8m, 2)) };
        var low = decimal.Round(bid * 0.7m, 2);
        var option = ExchangeBooks.Contract;
        exchange.SetQuote(stock, bid, ask, 50m, 2m);
        await PlaceAsync(stage, "partial", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 5m, ask)));
        exchange.SetQuote(stock, bid, ask + 0.5m, 100m, 100m);
        await PlaceAsync(stage, "resting", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 4m, low)));
        await PlaceAsync(stage, "filled", new OrderPlan.Single(OrderSpec.Market(stock, Side.Buy, 3m)));
        await PlaceAsync(stage, "cash", new OrderPlan.Single(OrderSpec.Market(stock, Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(Money.Usd(250m)) }));
        await PlaceAsync(stage, "bracket", OrderPlan.Bracket(OrderSpec.Limit(stock, Side.Buy, 3m, low), exit, stop));
        await PlaceAsync(stage, "working exits", OrderPlan.Bracket(OrderSpec.Market(stock, Side.Buy, 3m), exit, stop));
        await PlaceAsync(stage, "option", new OrderPlan.Single(OrderSpec.Limit(option, Side.Buy, 1m, 0.55m)));
        await PlaceAsync(stage, "spread", new OrderPlan.Single(OrderSpec.Limit(option, Side.Buy, 1m, 0.65m) with
        {
            Legs = [new OrderLeg(option, Side.Buy, PositionEffect.Open), new OrderLeg(ExchangeBooks.Further, Side.Sell, PositionEffect.Open)],
        }));
        await PlaceAsync(stage, "coin", new OrderPlan.Single(OrderSpec.Limit(ExchangeBooks.Coin, Side.Buy, 0.01m, 40_000m) with { TimeInForce = TimeInForce.GoodTillCancelled }));
        await PlaceAsync(stage, "cancelled", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 2m, low + 1m)));
        await stage.Trading.CancelAsync(Order("cancelled"));
        await PlaceAsync(stage, "replaced", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 2m, low + 2m)));
        var change = await stage.Trading.PrepareAsync(OrderIntent.Modify(Order("replaced"), new OrderChange(Price: new PriceTerms.Limit(low + 3m))));
        await SubmitAsync(stage, "replacing", change);
        await PlaceAsync(stage, "to be cancelled", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 2m, low + 4m)));
        await PlaceAsync(stage, "to be replaced", new OrderPlan.Single(OrderSpec.Limit(stock, Side.Buy, 2m, low + 5m)));
        exchange.Post(ExchangeBooks.Account, Money.Usd(12.34m), LedgerKind.Dividend);
    }

    private async Task PlaceAsync(HostileStage stage, string name, OrderPlan plan)
    {
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        await SubmitAsync(stage, name, await stage.Trading.PrepareAsync(OrderIntent.Place(Account, plan)));
    }

    private async Task SubmitAsync(HostileStage stage, string name, PreparedOrder prepared)
    {
        var result = await stage.Trading.SubmitAsync(prepared);
        _prepared[name] = prepared;
        _orders[name] = new OrderRef(Account, Assert.IsType<SubmitResult.Placed>(result).Orders[0].Order!.Value);
    }
}
