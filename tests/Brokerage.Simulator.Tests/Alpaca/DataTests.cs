using System.Net;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class DataTests
{
    [Fact]
    public async Task Latest_quotes_come_by_symbol_with_numbers_and_leave_out_the_unknown()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var quotes = (await alpaca.GetAsync("/v2/stocks/quotes/latest?symbols=AAPL,BRK.B,ZZZZQX&feed=iex")).GetProperty("quotes");
        Assert.Equal(["AAPL", "BRK.B"], quotes.EnumerateObject().Select(quote => quote.Name));
        var apple = quotes.GetProperty("AAPL");
        Assert.Equal((189.98m, 190.02m, 500m, 400m), (apple.GetProperty("bp").GetDecimal(), apple.GetProperty("ap").GetDecimal(), apple.GetProperty("bs").GetDecimal(), apple.GetProperty("as").GetDecimal()));
    }

    [Fact]
    public async Task A_snapshot_is_a_map_by_symbol_and_alone_names_its_symbol()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var snapshots = await alpaca.GetAsync("/v2/stocks/snapshots?symbols=AAPL,MSFT");
        Assert.Equal(["AAPL", "MSFT"], snapshots.EnumerateObject().Select(snapshot => snapshot.Name));

        var one = await alpaca.GetAsync("/v2/stocks/AAPL/snapshot");
        Assert.Equal("AAPL", one.GetProperty("symbol").GetString());
    }

    [Fact]
    public async Task One_symbol_has_paths_of_its_own()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var quote = await alpaca.GetAsync("/v2/stocks/BRK.B/quotes/latest");
        Assert.Equal("BRK.B", quote.GetProperty("symbol").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await alpaca.SendAsync("GET", "/v2/stocks/ZZZZQX/quotes/latest")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await alpaca.SendAsync("GET", "/v2/stocks/quotes/latest?symbols=AAPL&feed=moon")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await alpaca.SendAsync("GET", "/v2/stocks/quotes/latest")).Status);
    }

    [Fact]
    public async Task Bars_come_in_pages()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Time.Advance(TimeSpan.FromMinutes(10));
        const string Query = "/v2/stocks/bars?symbols=AAPL,MSFT&timeframe=1Min&start=2026-03-02T14:00:00Z&limit=7";
        var first = await alpaca.GetAsync(Query);
        var token = first.GetProperty("next_page_token").GetString();
        Assert.NotNull(token);
        var rows = Count(first);
        Assert.Equal(7, rows);
        while (token is not null)
        {
            var next = await alpaca.GetAsync(Query + "&page_token=" + Uri.EscapeDataString(token));
            rows += Count(next);
            token = next.GetProperty("next_page_token").GetString();
        }

        var whole = await alpaca.GetAsync(Query.Replace("limit=7", "limit=1000", StringComparison.Ordinal));
        Assert.Equal(Count(whole), rows);
        Assert.Equal(HttpStatusCode.BadRequest, (await alpaca.SendAsync("GET", "/v2/stocks/bars?symbols=AAPL&timeframe=7Moons")).Status);

        static int Count(System.Text.Json.JsonElement page) => page.GetProperty("bars").EnumerateObject().Sum(list => list.Value.GetArrayLength());
    }

    [Fact]
    public async Task Crypto_has_its_slash_and_fewer_fields()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var quote = (await alpaca.GetAsync("/v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD")).GetProperty("quotes").GetProperty("BTC/USD");
        var snapshots = await alpaca.GetAsync("/v1beta3/crypto/us/snapshots?symbols=BTC/USD,ETH/USD");
    }

    [Fact]
    public async Task Assets_are_listed_and_found_by_symbol_and_id()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var asset = await alpaca.GetAsync("/v2/assets/BRK.B");
        Assert.Equal(asset.GetRawText(), (await alpaca.GetAsync("/v2/assets/" + asset.GetProperty("id").GetString())).GetRawText());
        Assert.Equal("404 40410000 asset not found for ZZZZQX", (await alpaca.SendAsync("GET", "/v2/assets/ZZZZQX")).Refusal);
        Assert.Equal("BTC/USD", (await alpaca.GetAsync("/v2/assets/BTC%2FUSD")).GetProperty("symbol").GetString());
        Assert.Equal("BTC/USD", (await alpaca.GetAsync("/v2/assets/BTC/USD")).GetProperty("symbol").GetString());
        Assert.All((await alpaca.GetAsync("/v2/assets?asset_class=crypto")).EnumerateArray(), one => Assert.Equal("crypto", one.GetProperty("class").GetString()));
        Assert.All((await alpaca.GetAsync("/v2/assets?status=active")).EnumerateArray(), one => Assert.Equal("us_equity", one.GetProperty("class").GetString()));
    }

    [Fact]
    public async Task Clock_and_calendar_speak_new_yorks_time()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { Market = Exchange.MarketMode.Calendar });
        var clock = await alpaca.GetAsync("/v2/clock");
        Assert.Equal(
            ("2026-03-02T09:30:00-05:00", true, "2026-03-03T09:30:00-05:00", "2026-03-02T16:00:00-05:00"),
            (clock.GetProperty("timestamp").GetString(), clock.GetProperty("is_open").GetBoolean(), clock.GetProperty("next_open").GetString(), clock.GetProperty("next_close").GetString()));

        var days = await alpaca.GetAsync("/v2/calendar?start=2026-11-25&end=2026-11-30");
        Assert.Equal(["2026-11-25", "2026-11-27", "2026-11-30"], days.EnumerateArray().Select(day => day.GetProperty("date").GetString()));
        Assert.Equal(("09:30", "13:00", "0400"), (days[1].GetProperty("open").GetString(), days[1].GetProperty("close").GetString(), days[1].GetProperty("session_open").GetString()));
    }

    [Fact]
    public async Task Watchlists_live_and_die()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var made = (await alpaca.SendAsync("POST", "/v2/watchlists", """{"name":"mine","symbols":["AAPL","BRK.B"]}""")).Json;
        var path = "/v2/watchlists/" + made.GetProperty("id").GetString();
        await alpaca.SendAsync("POST", path, """{"symbol":"MSFT"}""");
        await alpaca.SendAsync("DELETE", path + "/BRK.B");
        var read = await alpaca.GetAsync("/v2/watchlists:by_name?name=mine");
        Assert.Equal(["AAPL", "MSFT"], read.GetProperty("assets").EnumerateArray().Select(asset => asset.GetProperty("symbol").GetString()));
        Assert.False((await alpaca.GetAsync("/v2/watchlists"))[0].TryGetProperty("assets", out _));
        Assert.Equal(HttpStatusCode.NoContent, (await alpaca.SendAsync("DELETE", path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await alpaca.SendAsync("GET", path)).Status);
    }

    [Fact]
    public async Task Activities_name_executions_and_page_by_id()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
            alpaca.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var fills = await alpaca.GetAsync("/v2/account/activities/FILL");
        Assert.Equal(3, fills.GetArrayLength());
        FieldList.Check(fills[0], """
            id:s activity_type:s transaction_time:s type:s price:s qty:s side:s symbol:s leaves_qty:s order_id:s cum_qty:s order_status:s
            """);
        Assert.Matches(@"^20260302\d{9}::[0-9a-f-]{36}$", fills[0].GetProperty("id").GetString());
        var page = await alpaca.GetAsync("/v2/account/activities?activity_types=FILL&page_size=2");
        var rest = await alpaca.GetAsync("/v2/account/activities?activity_types=FILL&page_size=2&page_token=" + Uri.EscapeDataString(page[1].GetProperty("id").GetString()!));
        Assert.Equal(fills[2].GetProperty("id").GetString(), Assert.Single(rest.EnumerateArray()).GetProperty("id").GetString());
        Assert.Contains((await alpaca.GetAsync("/v2/account/activities?category=non_trade_activity")).EnumerateArray(), row => row.GetProperty("activity_type").GetString() is "CSD");
    }

    [Fact]
    public async Task The_portfolio_history_has_lists_of_one_length()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var history = await alpaca.GetAsync("/v2/account/portfolio/history?period=1M&timeframe=1D");
        var points = history.GetProperty("timestamp").GetArrayLength();
        Assert.All(new[] { "equity", "profit_loss", "profit_loss_pct" }, name => Assert.Equal(points, history.GetProperty(name).GetArrayLength()));
    }
}
