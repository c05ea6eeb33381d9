using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Brokerage.Simulator.Alpaca.Streaming;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>A web socket that sends texts and reads whole frames, each of which is held against the recorded shapes.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebSocket _socket;
    private readonly TcpClient _line;

    private readonly Uri _address;

    private StreamClient(Uri address, TcpClient line, WebSocket socket) => (_address, _line, _socket) = (address, line, socket);

    public WebSocketMessageType LastType { get; private set; }

    /// <summary>False where the simulator is told to mix in what no shape has.</summary>
    public bool KeepsToTheShapes { get; set; } = true;

    public static async Task<StreamClient> ConnectAsync(Uri address, params (string Name, string Value)[] headers)
    {
        // By hand, since ClientWebSocket leaves out Content-Type, which chooses the language here.
        var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = line.GetStream();
        var request = new StringBuilder($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: stream.data.alpaca.markets\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")
            .Append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        foreach (var (name, value) in headers)
        {
            request.Append($"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), TestContext.Current.CancellationToken);
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter, TestContext.Current.CancellationToken);
            head.Append((char)letter[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        return new StreamClient(address, line, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions()));
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) => SendAsync(Encoding.UTF8.GetBytes(text), type);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Binary) =>
        _socket.SendAsync(bytes, type, true, TestContext.Current.CancellationToken);

    /// <summary>Says in MessagePack what is written here in JSON.</summary>
    public async Task SendPackedAsync(string json)
    {
        using var document = JsonDocument.Parse(json);
        await SendAsync(MessagePackWriter.Write(document.RootElement));
    }

    public async Task SendInPiecesAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            await _socket.SendAsync(bytes.AsMemory(i, 1), WebSocketMessageType.Text, i == bytes.Length - 1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The next frame; null when the other side said goodbye.</summary>
    public async Task<byte[]?> ReadBytesAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var message = new MemoryStream();
        var chunk = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(chunk.AsMemory(), patience.Token);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(chunk, 0, part.Count);
            if (part.EndOfMessage)
            {
                LastType = part.MessageType;
                if (KeepsToTheShapes)
                {
                    RecordedShapes.CheckFrame(_address, message.ToArray());
                }

                return message.ToArray();
            }
        }
    }

    public async Task<JsonElement> ReadAsync()
    {
        var frame = await ReadBytesAsync() ?? throw new InvalidOperationException("The stream ended.");
        using var document = JsonDocument.Parse(frame is [(byte)'{' or (byte)'[', ..] ? frame : PackedText.ToJson(frame));
        return document.RootElement.Clone();
    }

    public async Task<string> ReadTextAsync() => Encoding.UTF8.GetString(await ReadBytesAsync() ?? throw new InvalidOperationException("The stream ended."));

    /// <summary>Reads until goodbye or a break.</summary>
    public async Task<bool> EndsAsync()
    {
        try
        {
            while (await ReadBytesAsync() is not null)
            {
            }

            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            return true;
        }
    }

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _line.Dispose();
        return ValueTask.CompletedTask;
    }
}
