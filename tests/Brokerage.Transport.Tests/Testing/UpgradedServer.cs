using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Transport.Tests.Testing;

/// <summary>A web socket server on loopback: remembers handshakes and messages, and answers each message with itself.</summary>
internal sealed class UpgradedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public UpgradedServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri AddressAt(int port) => new($"ws://127.0.0.1:{port}/stream");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Handshakes { get; } = new();

    public ConcurrentQueue<(WebSocketMessageType Kind, string Text)> Heard { get; } = new();

    public ConcurrentQueue<string> Ends { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using TcpClient closing = connection;
        try
        {
            NetworkStream stream = connection.GetStream();
            if (await ShakeHandsAsync(stream)) await EchoAsync(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }));
        }
        catch (Exception end) when (end is WebSocketException or IOException or SocketException or ObjectDisposedException)
        {
            Ends.Enqueue("broken");
        }
    }

    private async Task<bool> ShakeHandsAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return false;
            head.Append((char)one[0]);
        }

        Handshakes.Enqueue(head.ToString());
        string key = head.ToString().Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase))[19..];
#pragma warning disable CA5350 // RFC 6455 asks for it.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return true;
    }

    private async Task EchoAsync(WebSocket socket)
    {
        using WebSocket closing = socket;
        byte[] buffer = new byte[4096];
        while (true)
        {
            WebSocketReceiveResult message = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), CancellationToken.None);
            if (message.MessageType == WebSocketMessageType.Close) break;
            Heard.Enqueue((message.MessageType, Encoding.UTF8.GetString(buffer, 0, message.Count)));
            await socket.SendAsync(new ArraySegment<byte>(buffer, 0, message.Count), message.MessageType, endOfMessage: true, CancellationToken.None);
        }

        Ends.Enqueue("closed");
    }
}
