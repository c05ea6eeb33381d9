using Brokerage;

namespace Tour;

/// <summary>Connections, portfolio, an order, what is E*TRADE's own, the portfolio again, the ledgers, and a broker that goes down.</summary>
internal static class TourRun
{
    private static readonly Instrument Berkshire = Instrument.Parse("BRK.B");

    public static async Task<TourDocument> RunAsync()
    {
        await using var brokers = await TourBrokers.StartAsync();
        var brokerage = brokers.Brokerage;

        var connections = await ConnectionsAsync(brokerage);
        var portfolio = await ReadAsync(brokerage);
        var order = await BuyAsync(brokerage, AccountOf(portfolio, TourBrokers.Alpaca));
        var etrade = await TourETrade.RunAsync(brokerage, brokers.ETrade, brokers.SignedIn, AccountOf(portfolio, brokers.SignedIn.Connection));
        var after = await ReadAsync(brokerage);
        var ledger = brokers.ReadLedgers();
        await brokers.StopAlpacaAsync();
        var degraded = await ReadAsync(brokerage);

        return new TourDocument
        {
            Connections = connections,
            Portfolio = TourMapping.Of(portfolio),
            Order = order,
            ETrade = etrade,
            After = TourMapping.Of(after),
            Degraded = TourMapping.Of(degraded),
            Ledger = ledger,
        };
    }

    private static async Task<IReadOnlyList<TourConnection>> ConnectionsAsync(IBrokerageService brokerage)
    {
        var rows = new List<TourConnection>();
        foreach (var info in brokerage.Connections.List())
        {
            await using var connection = await brokerage.Connections.LeaseAsync(info.Connection);
            var status = await connection.GetStatusAsync();
            rows.Add(new TourConnection(
                info.Connection.Value, info.Broker.Value, connection.Environment.Kind.ToString(), status.State.ToString()));
        }

        return rows;
    }

    private static async Task<UnifiedPortfolio> ReadAsync(IBrokerageService brokerage) =>
        (await brokerage.Portfolio.ReadAsync()).In(EnvironmentKind.Simulated);

    private static AccountRef AccountOf(UnifiedPortfolio portfolio, ConnectionId connection) =>
        portfolio.Summaries.Single(summary => summary.Connection == connection).Accounts[0].Account;

    private static async Task<TourOrder> BuyAsync(IBrokerageService brokerage, AccountRef account)
    {
        await using var connection = await brokerage.Connections.LeaseAsync(account.Connection);
        var quote = (await connection.MarketData!.GetQuotesAsync([Berkshire])).Items[0];
        var limit = Math.Round(quote.Ask!.Value * 1.005m, 2);

        var intent = OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, units: 4m, price: limit));
        await using var watch = await OrderWatch.StartAsync(connection, account.Account);
        var result = await brokerage.Orders.PlaceAsync(intent);
        if (result is not SubmitResult.Placed { Orders: [{ Order: { } id }, ..] } placed)
            return new TourOrder(intent.ClientOrderId.Value, result.GetType().Name, null, 0m, null, []);

        var (final, events) = await watch.UntilFinalAsync(new OrderRef(account, id), placed.Snapshot);
        return new TourOrder(
            intent.ClientOrderId.Value,
            nameof(SubmitResult.Placed),
            final.State.Value.ToString(),
            final.Filled,
            final.AveragePrice,
            events);
    }
}
