using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Transport.Tests.Http;

/// <summary>Answers so many requests over one connection, then reads one more and closes.</summary>
internal sealed class OneByOneServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _head;
    private readonly Lock _lock = new();
    private readonly List<string> _arrived = [];

    public OneByOneServer(int answers, string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
    {
        _head = head;
        _listener.Start();
        _ = AcceptAsync(answers);
    }

    public string LastHead { get; private set; } = "";

    public IReadOnlyList<string> Arrived
    {
        get
        {
            lock (_lock) return [.. _arrived];
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public BrokerClientOptions Options => OptionsFor(Port);

    public static BrokerClientOptions OptionsFor(int port) => new()
    {
        Environment = new BrokerEnvironment("simulated", EnvironmentKind.Simulated, [new BrokerEndpoint(EndpointPurpose.Trading, new Uri($"http://127.0.0.1:{port}/"))]),
        Application = "app",
    };

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(int answers)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(), answers);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient connection, int answers)
    {
        using TcpClient closing = connection;
        try
        {
            NetworkStream stream = connection.GetStream();
            for (int served = 0; await ReadRequestAsync(stream); served++)
            {
                if (served >= answers) return;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_head));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The line was cut.
        }
    }

    private async Task<bool> ReadRequestAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            int read = await stream.ReadAsync(buffer);
            if (read == 0) return false;
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        LastHead = text.ToString();
        lock (_lock) _arrived.Add(LastHead.Split(' ')[0]);
        return true;
    }

    private static bool IsWhole(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        int at = text.IndexOf("Content-Length: ", StringComparison.Ordinal);
        int length = at < 0 || at > end ? 0 : int.Parse(text[(at + 16)..text.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
        return text.Length >= end + 4 + length;
    }
}
