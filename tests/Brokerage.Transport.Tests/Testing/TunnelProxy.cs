using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Transport.Tests.Testing;

/// <summary>An HTTP proxy on loopback that opens tunnels and remembers what for.</summary>
internal sealed class TunnelProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TunnelProxy()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The first lines of what clients asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public WebProxy AsProxy() => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

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

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient closing = client;
        try
        {
            NetworkStream near = client.GetStream();
            StringBuilder head = new();
            byte[] one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one) > 0) head.Append((char)one[0]);
            Asked.Enqueue(head.ToString().Split("\r\n")[0]);
            using TcpClient server = new();
            await server.ConnectAsync(IPEndPoint.Parse(head.ToString().Split(' ')[1]));
            await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
            NetworkStream far = server.GetStream();
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
