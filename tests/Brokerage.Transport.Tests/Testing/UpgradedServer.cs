using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Brokerage.Transport.Tests.Testing;

/// <summary>
/// A web socket server on loopback: remembers handshakes and messages, and answers each message with itself. With a certificate it speaks TLS
/// and asks for the client's; with a challenge it takes no handshake without an Authorization.
/// </summary>
internal sealed class UpgradedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly string? _challenge;

    public UpgradedServer(X509Certificate2? certificate = null, string? challenge = null)
    {
        (_certificate, _challenge) = (certificate, challenge);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri AddressAt(int port) => new($"{(_certificate is null ? "ws" : "wss")}://127.0.0.1:{port}/stream");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Handshakes { get; } = new();

    public ConcurrentQueue<(WebSocketMessageType Kind, string Text)> Heard { get; } = new();

    public ConcurrentQueue<string> Ends { get; } = new();

    /// <summary>The thumbprints of the clients' certificates.</summary>
    public ConcurrentQueue<string> ClientCertificates { get; } = new();

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
            Stream stream = _certificate is null ? connection.GetStream() : await SecureAsync(connection.GetStream(), _certificate);
            await using Stream ending = stream;
            if (await ShakeHandsAsync(stream)) await EchoAsync(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true }));
        }
        catch (Exception end) when (end is WebSocketException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            Ends.Enqueue("broken");
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, X509Certificate2 certificate)
    {
        SslStream secure = new(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = Remember,
        });
        return secure;
    }

    /// <summary>Clients of these tests make their own certificates: a chain cannot be right, a missing certificate can.</summary>
    private bool Remember(object sender, X509Certificate? theirs, X509Chain? chain, SslPolicyErrors errors)
    {
        if (theirs is null) return errors == SslPolicyErrors.RemoteCertificateNotAvailable;
        ClientCertificates.Enqueue(theirs.GetCertHashString());
        return errors == SslPolicyErrors.RemoteCertificateChainErrors;
    }

    private async Task<bool> ShakeHandsAsync(Stream stream)
    {
        string? head = await ReadHeadAsync(stream);
        if (_challenge is not null && head?.Contains("\r\nAuthorization: ", StringComparison.OrdinalIgnoreCase) is false)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: {_challenge}\r\nContent-Length: 0\r\n\r\n"));
            head = await ReadHeadAsync(stream);
        }

        if (head is null) return false;
        string key = head.Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.OrdinalIgnoreCase))[19..];
#pragma warning disable CA5350 // RFC 6455 asks for it.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return true;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) return null;
            head.Append((char)one[0]);
        }

        Handshakes.Enqueue(head.ToString());
        return head.ToString();
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
