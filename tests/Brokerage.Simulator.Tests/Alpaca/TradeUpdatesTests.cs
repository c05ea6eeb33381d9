using System.Net.WebSockets;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class TradeUpdatesTests
{
    [Fact]
    public async Task An_order_is_told_from_receipt_to_fill_in_binary_frames()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await ListenAsync(alpaca);
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day","client_order_id":"s1"}""");

        Assert.Equal("pending_new", Event(await stream.ReadAsync()));
        Assert.Equal("new", Event(await stream.ReadAsync()));
        var fill = await stream.ReadAsync();
        Assert.Equal(WebSocketMessageType.Binary, stream.LastType);
        Assert.Equal("trade_updates", fill.GetProperty("stream").GetString());
        var data = fill.GetProperty("data");
        FieldList.Check(data, "at:s event:s event_id:s execution_id:s order:o position_qty:s price:s qty:s timestamp:s");
        Assert.Equal(("fill", "2", "190.02", "2"), (Text(data, "event"), Text(data, "qty"), Text(data, "price"), Text(data, "position_qty")));
        var order = data.GetProperty("order");
        Assert.Equal(("s1", "filled", "2"), (Text(order, "client_order_id"), Text(order, "status"), Text(order, "filled_qty")));
    }

    [Fact]
    public async Task A_cancel_and_a_replacement_are_told()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await ListenAsync(alpaca);
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"2","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc"}""");
        var replaced = await alpaca.SendAsync("PATCH", "/v2/orders/" + Text(order, "id"), """{"limit_price":"151"}""");
        await alpaca.SendAsync("DELETE", "/v2/orders/" + Text(replaced.Json, "id"));

        var seen = new List<(string? Event, string? Id)>();
        while (seen.Count == 0 || seen[^1].Event is not "canceled")
        {
            var data = (await stream.ReadAsync()).GetProperty("data");
            seen.Add((Text(data, "event"), Text(data.GetProperty("order"), "id")));
        }

        Assert.Contains(("replaced", Text(order, "id")), seen);
        Assert.Contains(("new", Text(replaced.Json, "id")), seen);
        Assert.Equal(("canceled", Text(replaced.Json, "id")), seen[^1]);
        Assert.DoesNotContain(("pending_cancel", Text(replaced.Json, "id")), seen);
    }

    [Fact]
    public async Task Nobody_listens_before_he_has_said_who_he_is()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        await stream.SendAsync("""{"action":"listen","data":{"streams":["trade_updates"]}}""");
        Assert.Equal("""{"stream":"authorization","data":{"status":"unauthorized","action":"listen"}}""", await stream.ReadTextAsync());
        await stream.SendAsync("""{"action":"authenticate","data":{"key_id":"PKX","secret_key":"nothing"}}""");
        Assert.Equal("""{"stream":"authorization","data":{"status":"unauthorized","action":"authenticate"}}""", await stream.ReadTextAsync());
    }

    [Fact]
    public async Task What_is_listened_to_replaces_what_was_before()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await ListenAsync(alpaca);
        await stream.SendAsync("""{"action":"listen","data":{"streams":[]}}""", WebSocketMessageType.Binary);
        Assert.Equal("""{"stream":"listening","data":{"streams":[]}}""", await stream.ReadTextAsync());
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        await stream.SendInPiecesAsync("""{"action":"listen","data":{"streams":["trade_updates","unheard_of"]}}""");
        Assert.Equal("""{"stream":"listening","data":{"streams":["trade_updates"]}}""", await stream.ReadTextAsync());
    }

    [Fact]
    public async Task A_token_and_the_short_form_let_in_too()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        await stream.SendAsync($$"""{"action":"auth","key":"{{alpaca.Simulator.Credentials.KeyId}}","secret":"{{alpaca.Simulator.Credentials.SecretKey}}"}""");
        Assert.Equal("authorized", (await stream.ReadAsync()).GetProperty("data").GetProperty("status").GetString());
    }

    [Fact]
    public async Task MessagePack_is_spoken_where_the_handshake_asks_for_it()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress, ("Content-Type", "application/msgpack"));
        await stream.SendPackedAsync($$$"""{"action":"authenticate","data":{"key_id":"{{{alpaca.Simulator.Credentials.KeyId}}}","secret_key":"{{{alpaca.Simulator.Credentials.SecretKey}}}"}}""");
        Assert.Equal("authorized", (await stream.ReadAsync()).GetProperty("data").GetProperty("status").GetString());
        await stream.SendPackedAsync("""{"action":"listen","data":{"streams":["trade_updates"]}}""");
        await stream.ReadAsync();
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");

        var first = (await stream.ReadAsync()).GetProperty("data");
        Assert.Equal(("pending_new", "AAPL"), (first.GetProperty("event").GetString(), first.GetProperty("order").GetProperty("symbol").GetString()));
        Assert.Equal(WebSocketMessageType.Binary, stream.LastType);
    }

    [Fact]
    public async Task A_connection_that_broke_blocks_the_next_for_ninety_seconds()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { GhostSessions = true });
        await using var first = await ListenAsync(alpaca);
        Assert.Equal("connection limit exceeded", await RefusedAsync(alpaca));

        alpaca.Simulator.CutStreams();
        Assert.True(await first.EndsAsync());
        await Waiting.UntilAsync(() => alpaca.Simulator.OpenStreams == 0);
        Assert.Equal("connection limit exceeded", await RefusedAsync(alpaca));

        alpaca.Time.Advance(TimeSpan.FromSeconds(91));
        await using var again = await ListenAsync(alpaca);
        await again.CloseAsync();
        await Waiting.UntilAsync(() => alpaca.Simulator.OpenStreams == 0);
        await using var clean = await ListenAsync(alpaca);
    }

    [Fact]
    public async Task Updates_can_stall_and_come_again()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var stream = await ListenAsync(alpaca);
        alpaca.Simulator.StreamFaults.Repeat = 1;
        alpaca.Simulator.StreamFaults.Stalled = true;
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        Assert.Equal("filled", Text(await alpaca.ReadOrderAsync(order), "status"));
        var first = stream.ReadAsync();
        Assert.False(first.IsCompleted);
        alpaca.Simulator.StreamFaults.Stalled = false;

        List<string?> events = [Event(await first)];
        while (events.Count < 6)
        {
            events.Add(Event(await stream.ReadAsync()));
        }

        Assert.Equal(["pending_new", "new", "fill"], events.Where((_, index) => index % 2 == 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => alpaca.Simulator.StreamFaults.Repeat = 2);
    }

    [Fact]
    public async Task An_open_stream_can_fall_silent_while_new_ones_work()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await using var silent = await ListenAsync(alpaca);
        var never = silent.ReadAsync();
        alpaca.Simulator.StallStreams();
        await using var anew = await ListenAsync(alpaca);

        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"150","time_in_force":"day"}""");

        Assert.Equal("pending_new", Event(await anew.ReadAsync()));
        Assert.Equal((false, 2), (never.IsCompleted, alpaca.Simulator.OpenStreams));
        alpaca.Simulator.CutStreams();
        await Assert.ThrowsAnyAsync<Exception>(() => never);
    }

    [Fact]
    public async Task A_refusal_after_the_receipt_is_told()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { RejectsLate = true });
        await using var stream = await ListenAsync(alpaca);
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"100000","side":"buy","type":"limit","limit_price":"190","time_in_force":"day"}""");
        Assert.Equal("pending_new", Text(order, "status"));
        var read = await alpaca.ReadOrderAsync(order);
        Assert.Equal("rejected", Text(read, "status"));
        Assert.NotNull(Text(read, "failed_at"));
        Assert.Equal("pending_new", Event(await stream.ReadAsync()));
        Assert.Equal("rejected", Event(await stream.ReadAsync()));
    }

    private static async Task<string?> RefusedAsync(TestAlpaca alpaca)
    {
        await using var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        await stream.SendAsync(Authenticate(alpaca));
        var answer = await stream.ReadAsync();
        Assert.True(await stream.EndsAsync());
        return Text(answer.GetProperty("data"), "error_message");
    }

    private static async Task<StreamClient> ListenAsync(TestAlpaca alpaca)
    {
        var stream = await StreamClient.ConnectAsync(alpaca.Simulator.TradingStreamAddress);
        await stream.SendAsync(Authenticate(alpaca));
        Assert.Equal("""{"stream":"authorization","data":{"status":"authorized","action":"authenticate"}}""", await stream.ReadTextAsync());
        await stream.SendAsync("""{"action":"listen","data":{"streams":["trade_updates"]}}""");
        Assert.Equal("""{"stream":"listening","data":{"streams":["trade_updates"]}}""", await stream.ReadTextAsync());
        return stream;
    }

    private static string Authenticate(TestAlpaca alpaca) =>
        $$$"""{"action":"authenticate","data":{"key_id":"{{{alpaca.Simulator.Credentials.KeyId}}}","secret_key":"{{{alpaca.Simulator.Credentials.SecretKey}}}"}}""";

    private static string? Event(JsonElement frame) => Text(frame.GetProperty("data"), "event");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
