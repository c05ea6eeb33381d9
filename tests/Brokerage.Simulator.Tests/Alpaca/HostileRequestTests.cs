using System.Globalization;
using System.Text;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class HostileRequestTests
{
    private static readonly string[] Paths =
    [
        "/v2/account", "/v2/account/configurations", "/v2/account/activities", "/v2/account/activities/FILL", "/v2/account/portfolio/history", "/v2/assets",
        "/v2/assets/{x}", "/v2/positions", "/v2/positions/{x}", "/v2/orders", "/v2/orders/{x}", "/v2/orders:by_client_order_id", "/v2/clock", "/v2/calendar",
        "/v2/options/contracts", "/v2/options/contracts/{x}", "/v2/watchlists", "/v2/watchlists/{x}", "/v2/watchlists:by_name", "/v2/stocks/quotes/latest",
        "/v2/stocks/snapshots", "/v2/stocks/bars", "/v2/stocks/{x}/bars", "/v2/stocks/{x}/snapshot", "/v1beta3/crypto/us/bars", "/v1beta3/crypto/us/latest/quotes",
        "/v1beta1/options/snapshots/{x}", "/v1beta1/options/snapshots", "/v1beta1/options/quotes/latest", "/oauth/authorize", "/oauth/token", "/stream", "/",
    ];

    private static readonly string[] Names =
    [
        "symbols", "status", "limit", "after", "until", "direction", "nested", "side", "asset_class", "page_token", "page_size", "start", "end", "timeframe",
        "feed", "sort", "qty", "percentage", "client_order_id", "name", "date", "category", "activity_types", "underlying_symbols", "type", "strike_price_gte",
        "expiration_date", "expiration_date_lte", "before_order_id", "period", "response_type", "client_id", "redirect_uri",
    ];

    private static readonly string[] Fields =
    [
        "symbol", "qty", "notional", "side", "type", "time_in_force", "limit_price", "stop_price", "trail_price", "trail_percent", "extended_hours",
        "client_order_id", "order_class", "take_profit", "stop_loss", "position_intent", "legs", "name", "symbols", "max_margin_multiplier", "trail",
    ];

    private static readonly string[] Words =
    [
        "", "AAPL", "BRK.B", "BTC/USD", "BTCUSD", "ZZZZQX", "AAPL270115C00190000", "buy", "sell", "limit", "market", "stop", "stop_limit", "trailing_stop", "day",
        "gtc", "ioc", "opg", "bracket", "oco", "oto", "mleg", "simple", "1", "0", "-1", "0.000000001", "1e9", "99999999999999999999999999999999999", "190.01",
        "150", "null", "true", "2026-03-02", "2026-03-02T14:30:00Z", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.999999999Z", "1Min", "1Day", "59Min", "12Month",
        "%", "\u0000", "ä✓", "../..", "open", "closed", "all", "call", "FILL", "MTA=", "////", "code",
    ];

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public async Task No_request_makes_the_simulator_fail(ulong seed)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"2","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc","client_order_id":"1"}""");
        var random = new Random((int)(seed & int.MaxValue));
        for (var i = 0; i < Portion.Of(250); i++)
        {
            var method = Pick(random, ["GET", "GET", "POST", "POST", "DELETE", "PATCH", "PUT"]);
            var path = Pick(random, Paths).Replace("{x}", Uri.EscapeDataString(Pick(random, Words).Replace("\0", "", StringComparison.Ordinal)), StringComparison.Ordinal);
            if (random.Next(3) == 0)
            {
                (method, path) = ("POST", "/v2/orders");
            }

            await alpaca.SendAsync(method, path + Query(random), method is "GET" ? null : Body(random), Pick(random, ["application/json", "text/plain"]));
        }

        var failures = alpaca.Simulator.Requests.ToList().Where(request => request.Failure is not null);
        Assert.True(!failures.Any(), $"seed {seed}: " + string.Join('\n', failures.Select(request => $"{request} {request.Body}\n{request.Failure}")));
        var totals = alpaca.Simulator.Exchange.GetLedgerTotals();
        Assert.All(totals.GroupBy(posting => posting.Asset), asset => Assert.Equal(0m, asset.Sum(posting => posting.Amount)));
    }

    [Fact]
    public async Task Many_callers_at_once_get_each_his_own_order()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var ids = new List<string>();
            for (var i = 0; i < 20; i++)
            {
                var client = string.Create(CultureInfo.InvariantCulture, $"{caller}-{i}");
                var order = await alpaca.OrderAsync($$"""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","client_order_id":"{{client}}"}""");
                Assert.Equal(client, order.GetProperty("client_order_id").GetString());
                ids.Add(order.GetProperty("id").GetString()!);
            }

            return ids;
        })));
        Assert.Equal(160, placed.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("160", (await alpaca.GetAsync("/v2/positions/AAPL")).GetProperty("qty").GetString());
    }

    private static string Query(Random random)
    {
        var query = new StringBuilder();
        for (var i = random.Next(5); i > 0; i--)
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(Pick(random, Names)).Append('=').Append(Uri.EscapeDataString(Pick(random, Words)));
        }

        return query.ToString();
    }

    private static string Body(Random random)
    {
        if (random.Next(10) == 0)
        {
            return Pick(random, ["", "null", "[]", "{", "7", "\"x\"", "{\"qty\":{}}", "{\"legs\":[null]}", "{\"legs\":7}"]);
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Object(json, random, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Object(Utf8JsonWriter json, Random random, int depth)
    {
        json.WriteStartObject();
        foreach (var name in Fields.Where(_ => random.Next(3) > 0))
        {
            json.WritePropertyName(name);
            Value(json, random, name, depth);
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, Random random, string name, int depth)
    {
        switch (name, random.Next(12))
        {
            case ("take_profit" or "stop_loss", > 2) when depth < 2:
                Object(json, random, depth + 1);
                break;
            case ("legs", > 2) when depth < 2:
                json.WriteStartArray();
                Object(json, random, depth + 1);
                Object(json, random, depth + 1);
                json.WriteEndArray();
                break;
            case (_, 0):
                json.WriteNullValue();
                break;
            case (_, 1):
                json.WriteNumberValue(random.Next(-5, 500));
                break;
            case (_, 2):
                json.WriteBooleanValue(true);
                break;
            default:
                json.WriteStringValue(Likely(random, name));
                break;
        }
    }

    /// <summary>Mostly a word that could stand there, so that requests get past the first check.</summary>
    private static string Likely(Random random, string name) => random.Next(4) == 0 ? Pick(random, Words) : name switch
    {
        "symbol" => Pick(random, ["AAPL", "BRK.B", "BTC/USD", "MSFT"]),
        "side" => Pick(random, ["buy", "sell"]),
        "type" => Pick(random, ["market", "limit", "stop", "stop_limit", "trailing_stop"]),
        "time_in_force" => Pick(random, ["day", "gtc", "ioc", "fok", "opg", "cls"]),
        "order_class" => Pick(random, ["", "simple", "bracket", "oco", "oto", "mleg"]),
        "position_intent" => Pick(random, ["buy_to_open", "sell_to_close", ""]),
        "client_order_id" => random.Next(1000).ToString(CultureInfo.InvariantCulture),
        _ => random.Next(1, 400).ToString(CultureInfo.InvariantCulture),
    };

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
