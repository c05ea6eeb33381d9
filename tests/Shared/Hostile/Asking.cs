namespace Brokerage.TestSupport.Hostile;

/// <summary>What is asked of every adapter; the orders that it names are in every rehearsal.</summary>
internal static class Asking
{
    private static readonly Instrument Apple = Instrument.Parse("AAPL");

    /// <summary>The account.</summary>
    public static IReadOnlyList<Ask> Account { get; } =
    [
        new("accounts", async stage => await stage.Connection.Accounts.GetAccountsAsync(), IsList: true),
        new("connecting", async stage => await stage.Connection.ConnectAsync()),
        new("balance", async stage => await stage.Connection.Accounts.GetBalanceAsync(stage.Account.Account)),
        new("positions", async stage => await stage.Connection.Accounts.GetPositionsAsync(stage.Account.Account), IsList: true),
        new("transactions", async stage => await stage.Connection.Accounts.GetTransactionsAsync(History(stage)), IsList: true),
        new("open orders", async stage => await stage.Trading.GetOpenOrdersAsync(stage.Account.Account), IsList: true),
        new("past orders", async stage => await stage.Trading.GetOrderHistoryAsync(History(stage)), IsList: true),
    ];

    /// <summary>What is done to orders that are there.</summary>
    public static IReadOnlyList<Ask> Changes { get; } =
    [
        new("replacing", async stage => await stage.Trading.SubmitAsync(await stage.Trading.PrepareAsync(stage.Rehearsal.Change("6", "to be replaced", 301.5m)))),
        new("cancelling", async stage => await stage.Trading.CancelAsync(stage.Rehearsal.Order("to be cancelled"))),
        new("cancelling what is filled", async stage => await stage.Trading.CancelAsync(stage.Rehearsal.Order("filled"))),
    ];

    /// <summary>Contracts, and what is found of them.</summary>
    public static IReadOnlyList<Ask> Contracts { get; } =
    [
        new("quotes of contracts", async stage => await stage.Prices.GetQuotesAsync([ExchangeBooks.Contract, ExchangeBooks.Further]), IsList: true),
        new("searching", async stage => await stage.Prices.FindInstrumentsAsync("brk", AssetClass.Equity)),
        new("a contract", async stage => await stage.Prices.GetInstrumentAsync(ExchangeBooks.Contract)),
        new("expirations", async stage => await stage.Prices.GetExpirationsAsync(Apple), IsList: true),
        new("a chain", async stage => await stage.Prices.GetOptionChainAsync(Apple, ExchangeBooks.Contract.Expires), IsList: true),
    ];

    /// <summary>Orders by their names, one by one.</summary>
    public static IEnumerable<Ask> Orders(params string[] names) =>
        names.Select(name => new Ask($"order, {name}", async stage => await stage.Trading.GetOrderAsync(stage.Rehearsal.Order(name))));

    /// <summary>A month, and today.</summary>
    public static HistoryQuery History(HostileStage stage) => new(stage.Account.Account, HostileStage.Morning.AddDays(-30), HostileStage.Morning.AddDays(1));

    public static async Task<SubmitResult> PlaceAsync(HostileStage stage, string name, OrderPlan plan) =>
        await stage.Trading.SubmitAsync(await stage.Trading.PrepareAsync(stage.Rehearsal.Intent(name, plan)));
}
