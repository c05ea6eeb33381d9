using Brokerage.TestSupport.Hostile;

namespace Brokerage.ETrade.Tests.Hostile;

/// <summary>Everything that an application can ask of this adapter.</summary>
internal static class ETradeAsking
{
    public static Instrument Stock { get; } = Instrument.Parse("BRK.B");

    public static Instrument Apple { get; } = Instrument.Parse("AAPL");

    public static IReadOnlyList<Ask> All { get; } =
    [
        .. Asking.Account,
        .. Asking.Orders("partial", "resting", "filled", "stop", "trailing", "short", "option", "spread", "cancelled", "replaced", "replacing"),
        new("looking for an order", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("resting"))),
        new("looking for a spread", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("spread"))),
        new("looking for a replacement", async stage => await stage.Trading.FindAsync(stage.Rehearsal.Prepared("replacing"))),
        new("placing", async stage => await PlaceAsync(stage, "1", OrderSpec.Limit(Stock, Side.Buy, 1m, 290.25m))),
        new("placing contracts", async stage => await PlaceAsync(stage, "2", WithEffect(OrderSpec.Limit(ExchangeBooks.Contract, Side.Buy, 1m, 0.45m), PositionEffect.Open))),
        new("placing a spread", async stage => await PlaceAsync(stage, "3", Spread(0.55m))),
        // What is prepared says when it was.
        new("previewing", async stage => (await stage.Trading.PrepareAsync(
            stage.Rehearsal.Intent("5", new OrderPlan.Single(OrderSpec.Limit(Stock, Side.Buy, 1m, 290.25m))), withPreview: true)).Preview),
        .. Asking.Changes,
        new("quotes", async stage => await stage.Prices.GetQuotesAsync([Stock, Apple]), IsList: true),
        new("a share", async stage => await stage.Prices.GetInstrumentAsync(Stock)),
        .. Asking.Contracts,
        new("alerts", async stage => await Extras(stage).GetAlertsAsync(), IsList: true),
        new("an alert", async stage => await Extras(stage).GetAlertAsync(Of(stage).Alert)),
        // A position whose symbol is another word is another position, and has no lots of what was asked for.
        new("lots", async stage => await Extras(stage).GetLotsAsync(stage.Account.Account, Stock), IsList: true, RowsIn: "/portfolio/"),
        new("following orders", FollowOrdersAsync, IsStream: true),
        new("following prices", FollowPricesAsync, IsStream: true),
        new("beginning to sign in", async stage => await BeginAsync(stage)),
        new("signing in", SignInAsync),
        new("waking a token", async stage => await stage.Adapter.Authorizer.RefreshAsync(Of(stage).Environment, "own-key", Of(stage).Other)),
        new("ending a token", async stage => await stage.Adapter.Authorizer.RevokeAsync(Of(stage).Environment, "own-key", Of(stage).Other)),
    ];

    public static OrderSpec WithEffect(OrderSpec spec, PositionEffect effect) => spec with { Legs = [spec.Legs[0] with { Effect = effect }] };

    public static OrderSpec Spread(decimal price) => OrderSpec.Limit(ExchangeBooks.Contract, Side.Buy, 1m, price) with
    {
        Legs = [new OrderLeg(ExchangeBooks.Contract, Side.Buy, PositionEffect.Open), new OrderLeg(ExchangeBooks.Further, Side.Sell, PositionEffect.Open)],
    };

    public static IETradeExtras Extras(HostileStage stage) => (IETradeExtras)stage.Connection.GetService(typeof(IETradeExtras))!;

    private static ETradeRehearsal Of(HostileStage stage) => (ETradeRehearsal)stage.Rehearsal;

    private static Task<SubmitResult> PlaceAsync(HostileStage stage, string name, OrderSpec spec) => Asking.PlaceAsync(stage, name, new OrderPlan.Single(spec));

    // Until all that there was is told: in which order, and how often, is the stream's affair.
    private static async Task<object?> FollowOrdersAsync(HostileStage stage)
    {
        var told = new SortedDictionary<string, object>(StringComparer.Ordinal);
        await foreach (var item in stage.Connection.Streaming!.OrdersAsync(stage.Account.Account, HostileStage.Morning.AddHours(-1)))
        {
            if (item.TryGetValue(out var change))
                told[change.Order.Ref.Order.Value] = change.Order;
            if (item.Signal == StreamSignal.Live)
                break;
        }

        return told.Values.ToList();
    }

    // Until every price is told.
    private static async Task<object?> FollowPricesAsync(HostileStage stage)
    {
        var told = new Dictionary<Instrument, object>();
        await foreach (var item in stage.Connection.Streaming!.QuotesAsync([Stock, Apple]))
        {
            if (item.Signal == StreamSignal.Data)
                told[item.Value.Instrument] = item.Value;
            if (told.Count == 2)
                break;
        }

        return told.Values.ToList();
    }

    private static Task<SignInStep> BeginAsync(HostileStage stage) => stage.Adapter.Authorizer.BeginAsync(
        new SignInRequest { Application = "own-key", Environment = Of(stage).Environment, State = "state-of-a-test" });

    private static async Task<object?> SignInAsync(HostileStage stage)
    {
        var step = await BeginAsync(stage);
        var result = await stage.Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Code(Of(stage).Approve(step.Ticket)));
        return result is SignInResult.SignedIn { Secrets: var secrets } ? $"{secrets.Values["token"].Reveal()} {secrets.Values["token_secret"].Reveal()}" : result;
    }
}
