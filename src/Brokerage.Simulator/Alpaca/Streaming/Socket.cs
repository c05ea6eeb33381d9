using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>
/// One web socket: whole messages in, whatever their fragments and their language; messages out in the order in which they
/// were queued, and never from two threads at once.
/// </summary>
internal sealed class Socket(WebSocket socket, SocketLanguage language, StreamFaults faults) : IDisposable
{
    private const int LargestMessage = 1 << 20;
    private const int LongestQueue = 10_000;

    private static readonly byte[] SlowClient = """{"T":"error","code":407,"msg":"slow client"}"""u8.ToArray();

    // Not told that it has one reader: a channel that knows cannot be counted.
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _cut = new();
    private volatile bool _isStalled;

    /// <summary>Whether the two sides said goodbye; a connection that just broke leaves a ghost at the broker.</summary>
    public bool ClosedCleanly { get; private set; }

    /// <summary>Queues a message that is JSON in UTF-8, or a list item where messages are lists.</summary>
    public void Send(byte[] json)
    {
        if (language.Lists && _outgoing.Reader.Count >= LongestQueue && _outgoing.Writer.TryWrite(SlowClient))
        {
            // The broker gives up on a reader that does not keep up: he gets what waits, the reason, and goodbye.
            Finish();
            return;
        }

        _outgoing.Writer.TryWrite(json);
    }

    /// <summary>Ends the connection without goodbye, as a broken line does.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Says nothing more, and stays.</summary>
    public void Stall() => _isStalled = true;

    /// <summary>Says what is still queued, then goodbye.</summary>
    public void Finish() => _outgoing.Writer.TryComplete();

    /// <summary>Runs until either side ends it.</summary>
    public async Task RunAsync(Action<JsonElement?> receive, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        var sending = SendAllAsync(ended.Token);
        try
        {
            while (await ReceiveAsync(ended.Token).ConfigureAwait(false) is { } message)
            {
                receive(Parse(message));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }

        Finish();
        if (_isStalled || socket.State is not (WebSocketState.CloseReceived or WebSocketState.CloseSent or WebSocketState.Closed))
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }

        await sending.ConfigureAwait(false);
        ClosedCleanly = socket.State is WebSocketState.Closed;
    }

    public void Dispose()
    {
        socket.Dispose();
        _cut.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var chunk = new byte[8 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(chunk.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(chunk, 0, part.Count);
            if (message.Length > LargestMessage)
            {
                throw new WebSocketException(WebSocketError.HeaderError);
            }

            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    private JsonElement? Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            var json = language.MessagePack && !LooksLikeJson(message.Span) ? MessagePackReader.ToJson(message.Span) : message;
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    // '{' begins no MessagePack object: as a byte it is the number 123.
    private static bool LooksLikeJson(ReadOnlySpan<byte> message) => !message.IsEmpty && message[0] == (byte)'{';

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var first in _outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await (_isStalled ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken) : faults.FlowingAsync(cancellationToken)).ConfigureAwait(false);
                foreach (var frame in Frames(first))
                {
                    await socket.SendAsync(frame, language.FrameType, true, cancellationToken).ConfigureAwait(false);
                }
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            if (socket.State is WebSocketState.Open)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
            else if (socket.State is WebSocketState.CloseReceived)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }

    /// <summary>What waits while a slow reader holds us up goes out as one longer list, as the broker's arrays grow.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Frames(byte[] first)
    {
        if (!language.Lists)
        {
            return [Encode(first)];
        }

        if (IsControl(first))
        {
            return [Encode(List([first]))];
        }

        var data = new List<byte[]> { first };
        var control = Array.Empty<byte>();
        while (data.Count < 500 && _outgoing.Reader.TryRead(out var next))
        {
            if (IsControl(next))
            {
                control = next;
                break;
            }

            data.Add(next);
        }

        return control.Length == 0 ? [Encode(List(data))] : [Encode(List(data)), Encode(List([control]))];
    }

    // Control messages come alone: {"T":"success", {"T":"error", {"T":"subscription".
    private static bool IsControl(byte[] message) => message.AsSpan().StartsWith("{\"T\":\"s"u8) && message.Length > 8 && message[7] == (byte)'u'
        || message.AsSpan().StartsWith("{\"T\":\"error\""u8);

    private static byte[] List(IReadOnlyList<byte[]> items)
    {
        using var list = new MemoryStream();
        for (var i = 0; i < items.Count; i++)
        {
            list.WriteByte(i == 0 ? (byte)'[' : (byte)',');
            list.Write(items[i]);
        }

        list.WriteByte((byte)']');
        return list.ToArray();
    }

    private byte[] Encode(byte[] json)
    {
        if (!language.MessagePack)
        {
            return json;
        }

        using var document = JsonDocument.Parse(json);
        return MessagePackWriter.Write(document.RootElement);
    }
}
