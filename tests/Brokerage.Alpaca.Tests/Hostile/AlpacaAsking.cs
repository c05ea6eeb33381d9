using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Everything that an application can ask of this adapter.</summary>
internal static class AlpacaAsking
{
    /// <summary>The application whose users sign in with keys.</summary>
    public const string KeysAlone = "keys";

    private static readonly DateTimeOffset Start = HostileStage.Morning;
    private static readonly Instrument Apple = new Instrument.Equity("AAPL");

    /// <summary>A plan that is at the broker before it is placed, under the same id.</summary>
    public static OrderPlan Taken { get; } = OrderPlan.Bracket(
        Sample.Limit(units: 1m, price: 292.25m), Sample.Limit(Side.Sell, 1m, 901m), Sample.Limit(Side.Sell, 1m, 1m) with { Price = new PriceTerms.StopLimit(201m, 199m) });

    public static IReadOnlyList<Ask> All { get; } =
    [
        .. Asking.Account,
        .. Asking.Orders("partial", "resting", "filled", "cash", "bracket", "working exits", "option", "spread", "coin", "cancelled", "replaced", "replacing"),
        new("looking for an order", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("resting")), IsThere: true),
        new("looking for a plan", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("bracket")), IsThere: true),
        new("looking for a replacement", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("replacing")), IsThere: true),
        new("looking for what was lost", LookForWhatWasLostAsync, IsThere: false, Lost: "POST /v2/orders"),
        new("placing", async stage => await Asking.PlaceAsync(stage, "1", new OrderPlan.Single(Sample.Limit(units: 1m, price: 290.25m)))),
        new("placing a plan", async stage => await Asking.PlaceAsync(stage, "2", OrderPlan.Bracket(
            Sample.Limit(units: 1m, price: 291.25m), Sample.Limit(Side.Sell, 1m, 900m), Sample.Limit(Side.Sell, 1m, 1m) with { Price = new PriceTerms.Stop(200m) }))),
        new("placing contracts", async stage => await Asking.PlaceAsync(stage, "3", new OrderPlan.Single(OrderSpec.Limit(ExchangeBooks.Contract, Side.Buy, 1m, 0.45m)))),
        new("placing coins", async stage => await Asking.PlaceAsync(stage, "4", new OrderPlan.Single(
            OrderSpec.Limit(ExchangeBooks.Coin, Side.Buy, 0.01m, 41_000m) with { TimeInForce = TimeInForce.GoodTillCancelled }))),
        new("placing what cannot be paid", async stage => await Asking.PlaceAsync(stage, "7", new OrderPlan.Single(Sample.Limit(units: 90_000m, price: 290.25m))), IsThere: false),
        new("placing a stop that is met", async stage => await Asking.PlaceAsync(stage, "8", new OrderPlan.Single(
            OrderSpec.One(Apple, Side.Buy, 1m, new PriceTerms.Stop(10m)))), IsThere: false),
        new("placing what is there", async stage => await Asking.PlaceAsync(stage, "taken", Taken), IsThere: true),
        new("previewing", async stage => await stage.Trading.PrepareAsync(
            stage.Rehearsal.Intent("5", new OrderPlan.Single(Sample.Limit(units: 1m, price: 290.25m))), withPreview: true)),
        .. Asking.Changes,
        new("quotes", async stage => await stage.Prices.GetQuotesAsync([Sample.BrkB, Apple]), IsList: true),
        new("quotes of coins", async stage => await stage.Prices.GetQuotesAsync([ExchangeBooks.Coin]), IsList: true),
        new("searching coins", async stage => await stage.Prices.FindInstrumentsAsync("btc", AssetClass.Crypto)),
        new("a share", async stage => await stage.Prices.GetInstrumentAsync(Sample.BrkB)),
        .. Asking.Contracts,
        new("a coin", async stage => await stage.Prices.GetInstrumentAsync(ExchangeBooks.Coin)),
        new("bars", async stage => await stage.Prices.GetBarsAsync(Sample.BrkB, TimeSpan.FromHours(1), Start.AddDays(-3), Start), IsList: true),
        new("bars of contracts", async stage => await stage.Prices.GetBarsAsync(ExchangeBooks.Contract, TimeSpan.FromDays(1), Start.AddDays(-9), Start)),
        new("bars of coins", async stage => await stage.Prices.GetBarsAsync(ExchangeBooks.Coin, TimeSpan.FromHours(1), Start.AddDays(-2), Start), IsList: true),
        new("hours", async stage => await stage.Prices.GetHoursAsync("US", new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 30))),
        new("settings", async stage => await Extras(stage).GetSettingsAsync()),
        new("portfolio history", async stage => await Extras(stage).GetPortfolioHistoryAsync(Start.AddDays(-5), Start, TimeSpan.FromDays(1))),
        new("watchlists", async stage => await Extras(stage).GetWatchlistsAsync(), IsList: true),
        new("a watchlist", async stage => await Extras(stage).GetWatchlistAsync(Of(stage).Watchlist)),
        new("signing in with keys", SignInWithKeysAsync),
        new("signing in on a page", async stage => await CompleteAsync(stage, Of(stage).Callback!)),
    ];

    /// <summary>A user signs in on the simulator's page; where he was sent back to.</summary>
    public static async Task<Uri> SignInAsync(HostileStage stage, string redirectTo)
    {
        var step = (SignInStep.Redirect)await BeginAsync(stage, redirectTo);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var page = await browser.GetAsync(step.Address);
        return page.Headers.Location!;
    }

    private static AlpacaRehearsal Of(HostileStage stage) => (AlpacaRehearsal)stage.Rehearsal;

    private static IAlpacaExtras Extras(HostileStage stage) => (IAlpacaExtras)stage.Connection.GetService(typeof(IAlpacaExtras))!;

    // The request never arrives, and nobody says so.
    private static async Task<object?> LookForWhatWasLostAsync(HostileStage stage)
    {
        var prepared = await stage.Trading.PrepareAsync(stage.Rehearsal.Intent("lost", new OrderPlan.Single(Sample.Limit(units: 1m, price: 293.25m))));
        var result = await stage.Trading.SubmitAsync(prepared);
        return result is SubmitResult.OutcomeUnknown ? await stage.Trading.FindAsync(prepared) : result;
    }

    private static async Task<object?> CompleteAsync(HostileStage stage, Uri callback)
    {
        var address = callback.GetLeftPart(UriPartial.Path);
        var step = await BeginAsync(stage, address);
        return await stage.Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(callback));
    }

    private static async Task<SignInStep> BeginAsync(HostileStage stage, string redirectTo) => await stage.Adapter.Authorizer.BeginAsync(
        new SignInRequest { Application = "", Environment = Of(stage).Settings.Environment!, State = "state-of-a-test", RedirectTo = new Uri(redirectTo) });

    private static async Task<object?> SignInWithKeysAsync(HostileStage stage)
    {
        var settings = Of(stage).Settings;
        var step = await stage.Adapter.Authorizer.BeginAsync(new SignInRequest { Application = KeysAlone, Environment = settings.Environment!, State = "state" });
        return await stage.Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal)
        {
            ["key_id"] = new Secret(settings.KeyId!),
            ["secret_key"] = settings.SecretKey!,
        }));
    }
}
