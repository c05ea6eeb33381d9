using System.Text.Json;
using System.Net.WebSockets;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class DataStreamTests
{
    [Fact]
    public async Task Greeting_authentication_and_subscriptions_that_add_up()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(new Uri(alpaca.Simulator.DataStreamAddress, "/v2/iex"));
        Assert.Equal("""[{"T":"success","msg":"connected"}]""", await stream.ReadTextAsync());
        Assert.Equal(WebSocketMessageType.Text, stream.LastType);
        await stream.SendAsync("""{"action":"subscribe","quotes":["AAPL"]}""");
        Assert.Equal("""[{"T":"error","code":401,"msg":"not authenticated"}]""", await stream.ReadTextAsync());
        await stream.SendAsync(Auth(alpaca));
        Assert.Equal("""[{"T":"success","msg":"authenticated"}]""", await stream.ReadTextAsync());
        await stream.SendAsync(Auth(alpaca));
        Assert.Equal("""[{"T":"error","code":403,"msg":"already authenticated"}]""", await stream.ReadTextAsync());

        await stream.SendAsync("""{"action":"subscribe","bars":["MSFT"],"dailyBars":["*"]}""");
        await stream.ReadTextAsync();
        await stream.SendAsync("""{"action":"subscribe","bars":["AAPL"]}""");
        Assert.Equal(
            """[{"T":"subscription","trades":[],"quotes":[],"bars":["AAPL","MSFT"],"updatedBars":[],"dailyBars":["*"],"statuses":[],"lulds":[],"corrections":[],"cancelErrors":[]}]""",
            await stream.ReadTextAsync());
    }

    [Fact]
    public async Task A_quote_comes_at_once_and_whenever_it_changes()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await OpenAsync(alpaca, "/v2/iex");
        await stream.SendAsync("""{"action":"subscribe","quotes":["AAPL"]}""");
        await stream.ReadAsync();
        var first = (await stream.ReadAsync())[0];
        Assert.Equal((189.98m, 190.02m), (first.GetProperty("bp").GetDecimal(), first.GetProperty("ap").GetDecimal()));

        alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 191.00m, 191.10m, 10m, 20m);
        var second = (await stream.ReadAsync())[0];
        Assert.Equal((191.00m, 20m), (second.GetProperty("bp").GetDecimal(), second.GetProperty("as").GetDecimal()));

        await stream.SendAsync("""{"action":"unsubscribe","quotes":["AAPL"]}""");
        Assert.Equal("subscription", (await stream.ReadAsync())[0].GetProperty("T").GetString());
    }

    [Fact]
    public async Task A_trade_comes_when_something_is_traded()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await OpenAsync(alpaca, "/v2/iex");
        await stream.SendAsync("""{"action":"subscribe","trades":["AAPL"]}""");
        await stream.ReadAsync();
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"7","side":"buy","type":"market","time_in_force":"day"}""");
        alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 190.00m, 190.10m, 10m, 20m);
        // Others trade too, and what comes quickly comes in one list.
        JsonElement? ours = null;
        while (ours is null)
        {
            ours = (await stream.ReadAsync()).EnumerateArray().Cast<JsonElement?>().FirstOrDefault(trade => trade!.Value.GetProperty("s").GetDecimal() == 7m);
        }

        Assert.Equal(190.02m, ours.Value.GetProperty("p").GetDecimal());
    }

    [Fact]
    public async Task Headers_let_in_without_a_message()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(
            new Uri(alpaca.Simulator.DataStreamAddress, "/v1beta3/crypto/us"),
            ("APCA-API-KEY-ID", alpaca.Simulator.Credentials.KeyId),
            ("APCA-API-SECRET-KEY", alpaca.Simulator.Credentials.SecretKey));
        Assert.Equal("connected", (await stream.ReadAsync())[0].GetProperty("msg").GetString());
        Assert.Equal("authenticated", (await stream.ReadAsync())[0].GetProperty("msg").GetString());
        await stream.SendAsync("""{"action":"subscribe","quotes":["BTC/USD"]}""");
        Assert.Equal("""[{"T":"subscription","trades":[],"quotes":["BTC/USD"],"orderbooks":[],"bars":[],"updatedBars":[],"dailyBars":[]}]""", await stream.ReadTextAsync());
        Assert.Equal("BTC/USD", (await stream.ReadAsync())[0].GetProperty("S").GetString());
    }

    [Fact]
    public async Task MessagePack_is_spoken_both_ways_when_the_handshake_asks_for_it()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(
            new Uri(alpaca.Simulator.DataStreamAddress, "/v2/sip"), ("Content-Type", "application/msgpack"));
        Assert.Equal([0x91, 0x82, 0xA1, (byte)'T', 0xA7, .. "success"u8, 0xA3, .. "msg"u8, 0xA9, .. "connected"u8], await stream.ReadBytesAsync());
        Assert.Equal(WebSocketMessageType.Binary, stream.LastType);

        await stream.SendPackedAsync(Auth(alpaca));
        Assert.Contains("authenticated", System.Text.Encoding.Latin1.GetString((await stream.ReadBytesAsync())!), StringComparison.Ordinal);
        await stream.SendPackedAsync("""{"action":"subscribe","quotes":["AAPL"]}""");
        await stream.ReadBytesAsync();
        var quote = await stream.ReadBytesAsync();
        Assert.Contains(System.Text.Encoding.Latin1.GetString([0xA1, (byte)'t', 0xD7, 0xFF]), System.Text.Encoding.Latin1.GetString(quote!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/iex", """{"action":"dance"}""", 400)]
    [InlineData("/v2/iex", """{"action":"subscribe","quotes":"AAPL"}""", 400)]
    [InlineData("/v2/iex", "nonsense", 400)]
    [InlineData("/v2/iex", """{"action":"subscribe","quotes":["A","B","C"]}""", 405)]
    [InlineData("/v2/iex", """{"action":"subscribe","orderbooks":["AAPL"]}""", 410)]
    [InlineData("/v1beta1/indicative", """{"action":"subscribe","quotes":["AAPL270115C00190000"]}""", 412)]
    public async Task Mistakes_have_their_codes(string path, string message, int code)
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { SymbolLimit = 2 });
        await using var stream = await OpenAsync(alpaca, path);
        await stream.SendAsync(message);
        var answer = (await stream.ReadAsync())[0];
        Assert.Equal(("error", code), (answer.GetProperty("T").GetString(), answer.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData(400, "invalid syntax", false)]
    [InlineData(408, "v2 not enabled", false)]
    [InlineData(409, "insufficient subscription", false)]
    [InlineData(411, "insufficient scope", false)]
    [InlineData(407, "slow client", true)]
    [InlineData(500, "internal error", true)]
    public async Task Any_of_the_brokers_errors_can_be_had_once(int code, string text, bool ends)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Simulator.StreamFaults.NextError = code;
        await using var stream = await StreamClient.ConnectAsync(new Uri(alpaca.Simulator.DataStreamAddress, "/v2/iex"));
        await stream.ReadAsync();
        await stream.SendAsync(Auth(alpaca));

        Assert.Equal($$"""[{"T":"error","code":{{code}},"msg":"{{text}}"}]""", await stream.ReadTextAsync());
        Assert.Null(alpaca.Simulator.StreamFaults.NextError);
        if (ends)
        {
            Assert.True(await stream.EndsAsync());
            return;
        }

        await stream.SendAsync(Auth(alpaca));
        Assert.Equal("authenticated", (await stream.ReadAsync())[0].GetProperty("msg").GetString());
    }

    [Fact]
    public async Task Stars_are_not_for_option_quotes()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(
            new Uri(alpaca.Simulator.DataStreamAddress, "/v1beta1/indicative"), ("Content-Type", "application/msgpack"));
        await stream.ReadBytesAsync();
        await stream.SendPackedAsync(Auth(alpaca));
        await stream.ReadBytesAsync();
        await stream.SendPackedAsync("""{"action":"subscribe","quotes":["*"]}""");
        Assert.Contains("star subscription", System.Text.Encoding.Latin1.GetString((await stream.ReadBytesAsync())!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_keys_and_silence_end_with_their_codes()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(new Uri(alpaca.Simulator.DataStreamAddress, "/v2/iex"));
        await stream.ReadAsync();
        await stream.SendAsync("""{"action":"auth","key":"PKX","secret":"nothing"}""");
        Assert.Equal("""[{"T":"error","code":402,"msg":"auth failed"}]""", await stream.ReadTextAsync());
        alpaca.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("""[{"T":"error","code":404,"msg":"auth timeout"}]""", await stream.ReadTextAsync());
        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task A_second_connection_is_refused_where_the_limit_is_kept()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { GhostSessions = true });
        await using var first = await OpenAsync(alpaca, "/v2/iex");
        await using var second = await StreamClient.ConnectAsync(new Uri(alpaca.Simulator.DataStreamAddress, "/v2/iex"));
        await second.ReadAsync();
        await second.SendAsync(Auth(alpaca));
        Assert.Equal("""[{"T":"error","code":406,"msg":"connection limit exceeded"}]""", await second.ReadTextAsync());
        Assert.True(await second.EndsAsync());
        await using var other = await OpenAsync(alpaca, "/v1beta3/crypto/us");
    }

    [Fact]
    public async Task A_reader_who_falls_behind_gets_longer_lists_and_in_the_end_goodbye()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await OpenAsync(alpaca, "/v2/iex");
        await stream.SendAsync("""{"action":"subscribe","quotes":["AAPL"]}""");
        await stream.ReadAsync();
        await stream.ReadAsync();
        alpaca.Simulator.StreamFaults.Stalled = true;
        for (var i = 0; i < 10_100; i++)
        {
            alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 100m + (i % 7), 110m, 10m, 20m);
        }

        alpaca.Simulator.StreamFaults.Stalled = false;
        var (longest, code) = (0, 0);
        while (await stream.ReadBytesAsync() is { } frame)
        {
            using var list = System.Text.Json.JsonDocument.Parse(frame);
            longest = Math.Max(longest, list.RootElement.GetArrayLength());
            code = list.RootElement[0].TryGetProperty("code", out var told) ? told.GetInt32() : 0;
        }

        Assert.Equal((500, 407), (longest, code));
    }

    private static async Task<StreamClient> OpenAsync(TestAlpaca alpaca, string path)
    {
        var stream = await StreamClient.ConnectAsync(new Uri(alpaca.Simulator.DataStreamAddress, path));
        await stream.ReadAsync();
        await stream.SendAsync(Auth(alpaca));
        Assert.Equal("authenticated", (await stream.ReadAsync())[0].GetProperty("msg").GetString());
        return stream;
    }

    private static string Auth(TestAlpaca alpaca) =>
        $$"""{"action":"auth","key":"{{alpaca.Simulator.Credentials.KeyId}}","secret":"{{alpaca.Simulator.Credentials.SecretKey}}"}""";
}
