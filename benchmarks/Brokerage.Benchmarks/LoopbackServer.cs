using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Benchmarks;

/// <summary>Answers every request on loopback with one small JSON document, with as little work of its own as possible.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes(
        """{"id":"904837e3-3b76-47ec-b432-046db621571b","status":"ACTIVE","currency":"USD","cash":"100250.75","buying_power":"200501.50","equity":"151002.25","multiplier":"2","created_at":"2025-06-19T08:15:23.123456Z"}""");

    private static readonly byte[] Answer =
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: {Body.Length}\r\n\r\n"), .. Body];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v2/");

    public static byte[] Document => Body;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
    }

    private static async Task ServeAsync(Socket client)
    {
        using Socket closing = client;
        client.NoDelay = true;
        byte[] buffer = new byte[8192];
        int length = 0;
        while (true)
        {
            int read = await client.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) return;
            length += read;
            if (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) continue;
            length = 0;
            await client.SendAsync(Answer);
        }
    }
}
