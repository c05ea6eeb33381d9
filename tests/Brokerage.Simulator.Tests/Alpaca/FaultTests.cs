using System.Net;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class FaultTests
{
    private const string Order = """{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc","client_order_id":"f1"}""";

    [Theory]
    [InlineData(FaultKind.DropBefore, 0)]
    [InlineData(FaultKind.DropAfter, 1)]
    [InlineData(FaultKind.Cut, 1)]
    public async Task A_dropped_connection_leaves_the_book_as_the_fault_says(FaultKind kind, int orders)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = kind, Method = "POST", Path = "/v2/orders", Times = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => alpaca.SendAsync("POST", "/v2/orders", Order));
        Assert.Equal(orders, (await alpaca.GetAsync("/v2/orders")).GetArrayLength());
        Assert.Equal(kind, alpaca.Simulator.Requests.ToList()[0].Fault);
    }

    [Theory]
    [InlineData(FaultKind.HtmlBefore, 502, 0)]
    [InlineData(FaultKind.HtmlAfter, 503, 1)]
    public async Task A_proxy_answers_in_html(FaultKind kind, int status, int orders)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = kind, Method = "POST", Status = status, Times = 1 });
        var answer = await alpaca.SendAsync("POST", "/v2/orders", Order);
        Assert.Equal(status, (int)answer.Status);
        Assert.StartsWith("text/html", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(orders, (await alpaca.GetAsync("/v2/orders")).GetArrayLength());
    }

    [Fact]
    public async Task A_delay_ends_by_the_clock_and_not_before()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.DelayAfter, Method = "POST", Delay = TimeSpan.FromSeconds(30) });
        var sending = alpaca.SendAsync("POST", "/v2/orders", Order);
        await alpaca.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Waiting.UntilAsync(() => alpaca.Simulator.Exchange.FindOrderByClientId(alpaca.Simulator.Account, "f1") is not null);

        Assert.False(sending.IsCompleted);
        alpaca.Time.Advance(TimeSpan.FromSeconds(30));
        await Waiting.UntilAsync(() => sending.IsCompleted, () => alpaca.Time.Advance(TimeSpan.FromSeconds(30)));

        Assert.Equal(HttpStatusCode.OK, (await sending).Status);
    }

    [Fact]
    public async Task A_rule_skips_meets_and_ends()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.RateLimited, Path = "/v2/account", Skip = 1, Times = 2 });
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((int)(await alpaca.SendAsync("GET", "/v2/account")).Status);
        }

        Assert.Equal([200, 429, 429, 200, 200], statuses);
    }

    [Fact]
    public async Task An_answer_can_be_empty_or_anothers()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.Empty, Path = "/v2/account", Times = 1 });
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.Replace, Path = "/v2/account", Times = 1, Status = 500, Body = """{"code":50010000,"message":"internal server error"}""" });
        Assert.Equal((HttpStatusCode.OK, ""), await alpaca.SendAsync("GET", "/v2/account") is var empty ? (empty.Status, empty.Text) : default);
        Assert.Equal("500 50010000 internal server error", (await alpaca.SendAsync("GET", "/v2/account")).Refusal);
    }

    [Fact]
    public async Task Probability_follows_the_seed()
    {
        var one = await RunAsync(7);
        Assert.Equal(one, await RunAsync(7));
        Assert.Contains(429, one);
        Assert.Contains(200, one);

        static async Task<List<int>> RunAsync(ulong seed)
        {
            await using var alpaca = await TestAlpaca.StartAsync(options => options with
            {
                Seed = seed,
                Faults = [new FaultRule { Kind = FaultKind.RateLimited, Probability = 0.5 }],
            });
            var statuses = new List<int>();
            for (var i = 0; i < 20; i++)
            {
                statuses.Add((int)(await alpaca.SendAsync("GET", "/v2/clock")).Status);
            }

            return statuses;
        }
    }

    [Theory]
    [InlineData(-1, 1.0)]
    [InlineData(0, 1.5)]
    public void A_senseless_rule_is_refused(int skip, double probability)
    {
        var faults = new FaultInjector([], 1);
        Assert.Throws<ArgumentException>(() => faults.Add(new FaultRule { Kind = FaultKind.Empty, Skip = skip, Probability = probability }));
    }

    [Fact]
    public async Task The_log_has_the_requests_and_not_the_secrets()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.SendAsync("POST", "/v2/orders?x=1", Order, "text/plain");
        var entry = Assert.Single(alpaca.Simulator.Requests.ToList());
        Assert.Equal(("POST", "/v2/orders", "?x=1", Order, 200), (entry.Method, entry.Path, entry.Query, entry.Body, entry.Status));
        Assert.Equal("***", entry.Headers["APCA-API-SECRET-KEY"]);
    }

    [Fact]
    public async Task Unknown_fields_can_be_mixed_in()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { UnknownFields = true });
        var account = await alpaca.GetAsync("/v2/account");
        Assert.Contains(account.EnumerateObject(), field => field.Name.StartsWith("x_", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.String, account.GetProperty("cash").ValueKind);
    }

    [Fact]
    public async Task Unknown_words_are_mixed_in_where_nobody_should_mind()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { UnknownFields = true });
        var classes = new List<string?>();
        for (var i = 0; i < 12; i++)
        {
            classes.AddRange((await alpaca.GetAsync("/v2/assets")).EnumerateArray().Select(asset => asset.GetProperty("class").GetString()));
        }

        Assert.Contains("x_new_class", classes);
    }

    [Fact]
    public async Task Unknown_fields_and_words_are_mixed_into_the_streams()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { UnknownFields = true });
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        stream.KeepsToTheShapes = false;
        await stream.SendAsync($$"""{"action":"auth","key":"{{alpaca.Simulator.Credentials.KeyId}}","secret":"{{alpaca.Simulator.Credentials.SecretKey}}"}""");
        await stream.ReadAsync();
        await stream.SendAsync("""{"action":"listen","data":{"streams":["trade_updates"]}}""");
        await stream.ReadAsync();
        for (var i = 0; i < 12; i++)
        {
            await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        }

        var (orders, words) = (0, new HashSet<string?>(StringComparer.Ordinal));
        for (var fills = 0; fills < 12;)
        {
            var frame = await stream.ReadAsync();
            var data = frame.GetProperty("data");
            words.Add(frame.GetProperty("stream").GetString());
            words.Add(data.GetProperty("event").GetString());
            orders += data.GetProperty("order").EnumerateObject().Any(field => field.Name.StartsWith("x_", StringComparison.Ordinal)) ? 1 : 0;
            fills += data.GetProperty("event").GetString() is "fill" && frame.GetProperty("stream").GetString() is "trade_updates" ? 1 : 0;
        }

        Assert.NotEqual(0, orders);
        Assert.Contains("x_new_event", words);
    }

    [Theory]
    [InlineData("/v2/iex", "AAPL")]
    [InlineData("/v1beta3/crypto/us", "BTC/USD")]
    public async Task Unknown_fields_are_mixed_into_prices(string path, string symbol)
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { UnknownFields = true });
        await using var stream = await StreamClient.ConnectAsync(
            new Uri(alpaca.Simulator.DataStreamAddress, path),
            ("APCA-API-KEY-ID", alpaca.Simulator.Credentials.KeyId), ("APCA-API-SECRET-KEY", alpaca.Simulator.Credentials.SecretKey));
        stream.KeepsToTheShapes = false;
        await stream.ReadAsync();
        await stream.ReadAsync();
        await stream.SendAsync($$"""{"action":"subscribe","quotes":["{{symbol}}"]}""");
        await stream.ReadAsync();

        var quote = (await stream.ReadAsync())[0];

        Assert.Equal("q", quote.EnumerateObject().First().Value.GetString());
        Assert.Contains(quote.EnumerateObject(), field => field.Name.StartsWith("x_", StringComparison.Ordinal));
    }
}
