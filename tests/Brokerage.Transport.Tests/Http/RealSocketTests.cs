using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Transport.Tests.Http;

/// <summary>What the platform's own handler does with real connections, on loopback.</summary>
public sealed class RealSocketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_placement_over_a_kept_alive_connection_that_dies_arrives_once(bool withBody)
    {
        using OneByOneServer server = new(answers: 1);
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id });
        BrokerHttpClient client = transport.CreateClient(server.Options);
        using BrokerReply first = await client.SendAsync(TestBroker.Read(), Token);
        Assert.Null(first.Error);

        BrokerRequest bodiless = new() { Operation = "orders.confirm", Class = OperationClass.Placement, Purpose = EndpointPurpose.Trading, Method = HttpMethod.Post, Path = "reply/1" };
        using BrokerReply second = await client.SendAsync(withBody ? TestBroker.Place() : bodiless, Token);
        Assert.Equal((BrokerageErrorCode.ConnectionFailed, Effect.Unknown), (second.Error!.Code, second.Error.Effect));
        Assert.Equal(["GET", "POST"], server.Arrived);
    }

    [Fact]
    public async Task A_refused_connection_proves_that_nothing_left()
    {
        int port;
        using (TcpListener listener = new(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id, Resilience = new ResilienceOptions { FirstPause = TimeSpan.Zero } });
        foreach (BrokerRequest request in new[] { TestBroker.Place(), TestBroker.Cancel(), TestBroker.Read() })
        {
            using BrokerReply reply = await transport.CreateClient(OneByOneServer.OptionsFor(port)).SendAsync(request, Token);
            Assert.Equal((BrokerageErrorCode.ConnectionFailed, Effect.None), (reply.Error!.Code, reply.Error.Effect));
        }
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        using OneByOneServer server = new(answers: 5, head: "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id, ConfigureHandler = handler => handler.AllowAutoRedirect = handler.UseCookies = true });
        BrokerHttpClient client = transport.CreateClient(server.Options);
        using BrokerReply reply = await client.SendAsync(TestBroker.Read(), Token);
        Assert.Equal((302, "/elsewhere"), (reply.Response!.Status, reply.Response.Header("Location")));
        using BrokerReply second = await client.SendAsync(TestBroker.Read(), Token);
        Assert.Equal(["GET", "GET"], server.Arrived);
        Assert.DoesNotContain("Cookie:", server.LastHead, StringComparison.Ordinal);
    }

    /// <summary>Answers so many requests over one connection, then reads one more and closes.</summary>
    private sealed class OneByOneServer : IDisposable
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

        public BrokerClientOptions Options => OptionsFor(((IPEndPoint)_listener.LocalEndpoint).Port);

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
                    using TcpClient connection = await _listener.AcceptTcpClientAsync();
                    await ServeAsync(connection.GetStream(), answers);
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(NetworkStream stream, int answers)
        {
            for (int served = 0; await ReadRequestAsync(stream); served++)
            {
                if (served >= answers) return;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_head));
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
}
