using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Testing;

/// <summary>Every fault of the proxy on an upgraded connection, as the transport's own sockets see it, and what such a socket can send.</summary>
public sealed class ChaosSocketTests
{
    // Bytes of the server's answer to the handshake.
    private const int Handshake = 129;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clean_plan_changes_nothing_and_text_and_bytes_stay_what_they_are()
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => ChaosPlan.Clean);
        await using ISocketConnection socket = await OpenAsync(server, proxy);
        await socket.SendAsync("text"u8.ToArray(), Token);
        Assert.Equal("text", await HearAsync(socket));
        await socket.SendBinaryAsync("bytes"u8.ToArray(), Token);
        Assert.Equal("bytes", await HearAsync(socket));
        Assert.Equal([(WebSocketMessageType.Text, "text"), (WebSocketMessageType.Binary, "bytes")], server.Heard);
    }

    [Fact]
    public async Task A_handshake_carries_the_headers_of_its_target_also_those_of_a_content()
    {
        using UpgradedServer server = new();
        SocketTarget target = new(server.AddressAt(server.Port), [new("Content-Type", "application/msgpack"), new("X-Key", "mine")]);
        await using ISocketConnection socket = await new WebSocketConnector(TestBroker.Id).ConnectAsync(target, Token);
        await socket.SendBinaryAsync("bytes"u8.ToArray(), Token);
        Assert.Equal("bytes", await HearAsync(socket));
        string head = Assert.Single(server.Handshakes);
        Assert.Contains("Content-Type: application/msgpack\r\n", head, StringComparison.Ordinal);
        Assert.Contains("X-Key: mine\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_told_as_one()
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { Refuse = true });
        BrokerageException failure = await Assert.ThrowsAsync<BrokerageException>(() => OpenAsync(server, proxy).AsTask());
        Assert.Equal(BrokerageErrorCode.ConnectionFailed, failure.Error.Code);
        Assert.Empty(server.Handshakes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cut_after_the_handshake_drops_the_answer_to_what_the_server_heard(bool reset)
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { CutAnswerAfter = Handshake + 2, Reset = reset });
        await using ISocketConnection socket = await OpenAsync(server, proxy);
        await socket.SendAsync("heard?"u8.ToArray(), Token);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => HearAsync(socket));
        Assert.Equal(["heard?"], server.Heard.Select(heard => heard.Text));
    }

    [Fact]
    public async Task A_message_that_is_cut_on_its_way_out_is_never_heard()
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { CutRequestAfter = 4_000 });
        await using ISocketConnection socket = await OpenAsync(server, proxy);
        await socket.SendAsync("short"u8.ToArray(), Token);
        Assert.Equal("short", await HearAsync(socket));
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(new string('x', 4_000)), Token);
            await HearAsync(socket);
        });
        Assert.DoesNotContain(server.Heard, heard => heard.Text.Length == 4_000);
    }

    [Fact]
    public async Task A_half_open_line_hears_nothing_and_says_nothing_in_either_direction()
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { CutAnswerAfter = Handshake + 7, HalfOpen = true });
        ISocketConnection socket = await OpenAsync(server, proxy);
        await socket.SendAsync("first"u8.ToArray(), Token);
        Assert.Equal("first", await HearAsync(socket));
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await socket.SendAsync("into the void"u8.ToArray(), Token);
        Task<string?> hearing = HearAsync(socket, patience.Token);
        for (int i = 0; i < 200; i++) await Task.Yield();
        Assert.False(hearing.IsCompleted);
        Assert.Equal(["first"], server.Heard.Select(heard => heard.Text));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
        await socket.DisposeAsync();
    }

    [Fact]
    public async Task A_delay_holds_messages_until_the_proxy_s_clock_has_moved()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 4, 15, 0, 0, TimeSpan.Zero));
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { Delay = TimeSpan.FromMinutes(5) }, time);
        Task<ISocketConnection> opening = OpenAsync(server, proxy).AsTask();
        for (int i = 0; i < 200; i++) await Task.Yield();
        Assert.False(opening.IsCompleted);
        Assert.Empty(server.Handshakes);
        await using ISocketConnection socket = await MovingAsync(time, opening);
        await socket.SendAsync("late"u8.ToArray(), Token);
        Assert.Empty(server.Heard);
        Assert.Equal("late", await MovingAsync(time, HearAsync(socket)));
    }

    [Fact]
    public async Task A_duplicate_reaches_the_server_twice_and_the_client_once()
    {
        using UpgradedServer server = new();
        await using ChaosProxy proxy = new(server.Port, _ => new ChaosPlan { Duplicate = true });
        await using ISocketConnection socket = await OpenAsync(server, proxy);
        await socket.SendAsync("once"u8.ToArray(), Token);
        Assert.Equal("once", await HearAsync(socket));
        await Waiting.UntilAsync(() => server.Heard.Count >= 2);
        Assert.Equal(["once", "once"], server.Heard.Select(heard => heard.Text));
        await socket.SendAsync("again"u8.ToArray(), Token);
        Assert.Equal("again", await HearAsync(socket));
    }

    private static ValueTask<ISocketConnection> OpenAsync(UpgradedServer server, ChaosProxy proxy) =>
        new WebSocketConnector(TestBroker.Id).ConnectAsync(new SocketTarget(server.AddressAt(proxy.Port)), Token);

    /// <summary>The next message; null when the other side closed.</summary>
    private static async Task<string?> HearAsync(ISocketConnection socket, CancellationToken? token = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        return await socket.ReceiveAsync(buffer, token ?? Token) ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    private static Task<T> MovingAsync<T>(FakeTimeProvider time, Task<T> task) => task.WithStepsAsync(() => time.Advance(TimeSpan.FromMinutes(1)));
}
