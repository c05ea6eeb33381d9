using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Makes the adapter send everything that it ever sends.</summary>
internal static class Everything
{
    public static async Task AskAsync(TestHouse house)
    {
        var order = "v2/orders/" + Sample.OrderId;
        house.WithoutAccount();
        house.AnswerText("GET", "v2/account", Fixture.Text("Account/GET-account").Replace("\"options_trading_level\": 2", "\"options_trading_level\": 3", StringComparison.Ordinal));
        house.Answer("GET", "v2/positions", "Positions/GET-positions");
        house.Answer("GET", "v2/account/activities", "Activities/GET-activities");
        house.Answer("GET", "v2/orders", "Orders/GET-orders");
        house.Answer("GET", order, "Orders/GET-order-new");
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/POST-order-bracket");
        house.Answer("POST", "v2/orders", "Orders/POST-order-limit");
        house.Answer("PATCH", order, "Orders/PATCH-order");
        house.Script("DELETE", order, ScriptedAnswer.Empty(204));
        house.Answer("GET", "v2/assets", "Assets/GET-assets");
        house.Answer("GET", "v2/calendar", "Calendar/GET-calendar");
        house.Answer("GET", "v2/options/contracts", "Options/GET-contracts");
        house.Answer("GET", "v2/stocks/snapshots", "Data/GET-stock-snapshots");
        house.Answer("GET", "v1beta1/options/snapshots", "Data/GET-option-snapshots");
        house.Answer("GET", "v1beta1/options/snapshots/AAPL", "Data/GET-option-snapshots");
        house.Answer("GET", "v1beta3/crypto/us/snapshots", "Data/GET-crypto-snapshots");
        foreach (var bars in (string[])["v2/stocks/bars", "v1beta1/options/bars", "v1beta3/crypto/us/bars"])
        {
            house.Answer("GET", bars, "Data/GET-stock-bars");
        }

        house.Answer("GET", "v2/account/configurations", "Extras/GET-configurations");
        house.Answer("GET", "v2/account/portfolio/history", "Extras/GET-portfolio-history");
        house.Answer("GET", "v2/watchlists", "Extras/GET-watchlists");
        house.Answer("GET", "v2/watchlists/" + Sample.WatchlistId, "Extras/GET-watchlist");
        var token = house.Token;
        var now = house.Clock.GetUtcNow();
        var history = new HistoryQuery(house.Account, now.AddDays(-1), now);
        var accounts = house.Connection.Accounts;
        var prices = house.Connection.MarketData!;
        var apple = new Instrument.Equity("AAPL");
        await accounts.GetBalanceAsync(house.Account, token);
        await accounts.GetPositionsAsync(house.Account, token);
        await accounts.GetTransactionsAsync(history with { Cursor = "20261119103200200::" + Sample.OrderId }, token);
        var extras = house.Connection.GetService<IAlpacaExtras>()!;
        await extras.GetSettingsAsync(token);
        await extras.GetPortfolioHistoryAsync(now.AddDays(-7), now, TimeSpan.FromDays(1), token);
        await extras.GetWatchlistsAsync(token);
        await extras.GetWatchlistAsync(Sample.WatchlistId, token);
        await house.Trading.GetOpenOrdersAsync(house.Account, token);
        await house.Trading.GetOrderHistoryAsync(history, token);
        await house.Trading.GetOrderHistoryAsync(history with { Cursor = Sample.OrderId }, token);
        await house.Trading.GetOrderAsync(Sample.Order, token);
        await house.Trading.CancelAsync(Sample.Order, token);
        await prices.GetQuotesAsync([Sample.BrkB, Sample.Bitcoin, Sample.Call], token);
        await prices.FindInstrumentsAsync("brk", cancellationToken: token);
        await prices.GetInstrumentAsync(Sample.Call, token);
        await prices.GetInstrumentAsync(Sample.Bitcoin, token);
        await prices.GetExpirationsAsync(apple, token);
        await prices.GetOptionChainAsync(apple, new DateOnly(2027, 1, 15), cancellationToken: token);
        await prices.GetHoursAsync("US", new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27), token);
        foreach (var instrument in (Instrument[])[Sample.BrkB, Sample.Bitcoin, Sample.Call])
        {
            await prices.GetBarsAsync(instrument, TimeSpan.FromDays(1), now.AddDays(-2), now, "cursor", token);
        }

        foreach (var plan in Plans())
        {
            var prepared = await house.Trading.PrepareAsync(OrderIntent.Place(Sample.Ref, plan), cancellationToken: token);
            await house.Trading.SubmitAsync(prepared, token);
            await house.Trading.FindAsync(prepared, token);
        }

        var change = new OrderChange(TotalQuantity: 12m, Price: new PriceTerms.Limit(454.9m), TimeInForce: TimeInForce.GoodTillCancelled);
        await house.Trading.ReplaceAsync(Sample.Order, change, token);
        await house.Trading.ReplaceAsync(Other(house, "stop", Fixture.Text("Orders/GET-order-new")
            .Replace("\"type\": \"limit\"", "\"type\": \"stop_limit\"", StringComparison.Ordinal)
            .Replace("\"stop_price\": null", "\"stop_price\": \"460\"", StringComparison.Ordinal)), new OrderChange(Price: new PriceTerms.StopLimit(461m, 462m)), token);
        await house.Trading.ReplaceAsync(
            Other(house, "trail", Fixture.Text("Orders/POST-order-trailing-amount")), new OrderChange(Price: new PriceTerms.Trailing(7m, InPercent: false)), token);
        Assert.Equal(3, house.Requests.Count(request => request.Method == HttpMethod.Patch));
    }

    private static OrderRef Other(TestHouse house, string name, string order)
    {
        house.AnswerText("GET", "v2/orders/" + name, order);
        house.Answer("PATCH", "v2/orders/" + name, "Orders/PATCH-order");
        return new OrderRef(Sample.Ref, OrderId.Parse(name));
    }

    private static IEnumerable<OrderPlan> Plans()
    {
        var exit = OrderSpec.Limit(Sample.BrkB, Side.Sell, 10m, 480m);
        var stop = exit with { Price = new PriceTerms.StopLimit(440m, 439m) };
        yield return new OrderPlan.Single(Sample.Limit() with { Sessions = Sessions.Extended });
        yield return new OrderPlan.Single(OrderSpec.Market(Sample.BrkB, Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(new Money(25m, Currency.Usd)) });
        yield return new OrderPlan.Single(exit with { Price = new PriceTerms.Trailing(6m, InPercent: false) });
        yield return new OrderPlan.Single(exit with { Price = new PriceTerms.Trailing(0.02m, InPercent: true) });
        yield return OrderPlan.Bracket(Sample.Limit(), exit, stop);
        yield return new OrderPlan.OneCancels([new OrderPlan.Single(exit), new OrderPlan.Single(stop)]);
        yield return new OrderPlan.OneTriggers(Sample.Limit(), new OrderPlan.Single(stop));
        yield return new OrderPlan.Single(OrderSpec.Limit(Sample.Call, Side.Buy, 2m, 3.4m) with
        {
            Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open), new OrderLeg(Sample.Call with { Strike = 260m }, Side.Sell, PositionEffect.Open)],
        });
    }
}
