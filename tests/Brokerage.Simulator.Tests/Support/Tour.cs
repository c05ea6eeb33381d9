using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>Asks a simulated Alpaca everything that it answers, once at least.</summary>
internal static class Tour
{
    private const string Bars = "timeframe=1Min&start=2026-03-02T14:00:00Z&limit=3";

    /// <summary>Every request of the tour with its answer.</summary>
    public static async Task<IReadOnlyList<Stop>> TakeAsync(TestAlpaca alpaca)
    {
        var stops = new List<Stop>();
        await TradeAsync(alpaca, stops);
        await ReadAsync(alpaca, stops);
        await WatchAsync(alpaca, stops);
        await EndAsync(alpaca, stops);
        return stops;
    }

    private static async Task TradeAsync(TestAlpaca alpaca, List<Stop> stops)
    {
        const string Orders = "/v2/orders";
        await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day"}""");
        await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"BTC/USD","qty":"0.01","side":"buy","type":"market","time_in_force":"gtc"}""");
        await AskAsync(alpaca, stops, "POST", Orders, """
            {"symbol":"MSFT","qty":"1","side":"buy","type":"limit","limit_price":"300","time_in_force":"gtc","order_class":"bracket",
             "take_profit":{"limit_price":"500"},"stop_loss":{"stop_price":"250"}}
            """);
        var order = await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"AAPL","qty":"1","side":"sell","type":"trailing_stop","trail_percent":"3","time_in_force":"day"}""");
        await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"ZZZZQX","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"AAPL","qty":"10000000","side":"buy","type":"market","time_in_force":"day"}""");
        await AskAsync(alpaca, stops, "GET", $"{Orders}/{Text(order, "id")}");
        await AskAsync(alpaca, stops, "GET", $"{Orders}:by_client_order_id?client_order_id={Text(order, "client_order_id")}");
        await AskAsync(alpaca, stops, "GET", Orders + "?status=all&nested=true");
        var rests = await AskAsync(alpaca, stops, "POST", Orders, """{"symbol":"BRK.B","qty":"1","side":"buy","type":"limit","limit_price":"300","time_in_force":"day"}""");
        var moved = await AskAsync(alpaca, stops, "PATCH", $"{Orders}/{Text(rests, "id")}", """{"limit_price":"301"}""");
        await AskAsync(alpaca, stops, "DELETE", $"{Orders}/{Text(moved, "id")}");
        await AskAsync(alpaca, stops, "DELETE", Orders);
    }

    private static async Task ReadAsync(TestAlpaca alpaca, List<Stop> stops)
    {
        var chain = await AskAsync(alpaca, stops, "GET", "/v2/options/contracts?underlying_symbols=AAPL&limit=5");
        var call = Text(chain.GetProperty("option_contracts")[0], "symbol");
        // A contract has bars once it is traded.
        await AskAsync(alpaca, stops, "POST", "/v2/orders", $$"""{"symbol":"{{call}}","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        alpaca.Time.Advance(TimeSpan.FromMinutes(3));
        string[] paths =
        [
            "/v2/account", "/v2/account/configurations", "/v2/account/activities", "/v2/account/activities/FILL", "/v2/account/portfolio/history",
            "/v2/positions", "/v2/positions/AAPL", "/v2/positions/GONE", "/v2/assets", "/v2/assets/BTC%2FUSD", "/v2/clock", "/v2/calendar?start=2026-03-01&end=2026-03-09",
            $"/v2/options/contracts/{call}",
            "/v2/stocks/quotes/latest?symbols=AAPL", "/v2/stocks/trades/latest?symbols=AAPL", "/v2/stocks/bars/latest?symbols=AAPL", "/v2/stocks/snapshots?symbols=AAPL,MSFT",
            $"/v2/stocks/bars?symbols=AAPL&{Bars}", "/v2/stocks/AAPL/quotes/latest", "/v2/stocks/AAPL/trades/latest", "/v2/stocks/AAPL/bars/latest",
            "/v2/stocks/AAPL/snapshot", $"/v2/stocks/AAPL/bars?{Bars}",
            $"/v1beta1/options/quotes/latest?symbols={call}", $"/v1beta1/options/trades/latest?symbols={call}", $"/v1beta1/options/bars?symbols={call}&{Bars}",
            $"/v1beta1/options/snapshots?symbols={call}", "/v1beta1/options/snapshots/AAPL?limit=20",
            "/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD", "/v1beta3/crypto/us/latest/trades?symbols=BTC/USD", "/v1beta3/crypto/us/latest/bars?symbols=BTC/USD",
            "/v1beta3/crypto/us/snapshots?symbols=BTC/USD", $"/v1beta3/crypto/us/bars?symbols=BTC/USD&{Bars}",
        ];
        foreach (var path in paths)
        {
            await AskAsync(alpaca, stops, "GET", path);
        }

        await AskAsync(alpaca, stops, "PATCH", "/v2/account/configurations", """{"trade_confirm_email":"none"}""");
    }

    private static async Task WatchAsync(TestAlpaca alpaca, List<Stop> stops)
    {
        const string Lists = "/v2/watchlists";
        const string ByName = "/v2/watchlists:by_name?name=other";
        var made = await AskAsync(alpaca, stops, "POST", Lists, """{"name":"mine","symbols":["AAPL"]}""");
        var own = $"{Lists}/{Text(made, "id")}";
        await AskAsync(alpaca, stops, "GET", Lists);
        await AskAsync(alpaca, stops, "GET", own);
        await AskAsync(alpaca, stops, "PUT", own, """{"name":"other","symbols":["AAPL"]}""");
        await AskAsync(alpaca, stops, "POST", own, """{"symbol":"MSFT"}""");
        await AskAsync(alpaca, stops, "DELETE", own + "/MSFT");
        await AskAsync(alpaca, stops, "GET", ByName);
        await AskAsync(alpaca, stops, "PUT", ByName, """{"symbols":["BRK.B"]}""");
        await AskAsync(alpaca, stops, "POST", ByName, """{"symbol":"MSFT"}""");
        await AskAsync(alpaca, stops, "DELETE", ByName);
        await AskAsync(alpaca, stops, "POST", Lists, """{"name":"mine","symbols":[]}""");
        var second = await AskAsync(alpaca, stops, "GET", Lists);
        await AskAsync(alpaca, stops, "DELETE", $"{Lists}/{Text(second[0], "id")}");
    }

    private static async Task EndAsync(TestAlpaca alpaca, List<Stop> stops)
    {
        await AskAsync(alpaca, stops, "DELETE", "/v2/positions/AAPL?qty=1");
        await AskAsync(alpaca, stops, "DELETE", "/v2/positions?cancel_orders=true");
    }

    private static async Task<JsonElement> AskAsync(TestAlpaca alpaca, List<Stop> stops, string method, string path, string? body = null)
    {
        var answer = await alpaca.SendAsync(method, path, body);
        stops.Add(new Stop(method, path.Split('?')[0], answer));
        return answer.Text.Length == 0 ? default : answer.Json;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>One request, without its query, and its answer.</summary>
    internal sealed record Stop(string Method, string Path, Answer Answer);
}
