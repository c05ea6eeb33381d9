using System.Net;
using System.Net.Sockets;

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

    [Fact]
    public async Task A_session_keeps_its_cookies_to_itself()
    {
        using OneByOneServer server = new(
            answers: 5, head: "HTTP/1.1 200 OK\r\nSet-Cookie: session=one; Path=/; HttpOnly\r\nSet-Cookie: bad=x; Domain=elsewhere.test\r\nContent-Length: 2\r\n\r\n{}");
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id });
        BrokerHttpClient mine = transport.CreateClient(server.Options with { Cookies = new CookieContainer() });
        BrokerHttpClient another = transport.CreateClient(server.Options with { Cookies = new CookieContainer() });
        using BrokerReply first = await mine.SendAsync(TestBroker.Read(), Token);
        Assert.DoesNotContain("Cookie:", server.LastHead, StringComparison.Ordinal);
        using BrokerReply second = await mine.SendAsync(TestBroker.Read(), Token);
        Assert.Contains("Cookie: session=one\r\n", server.LastHead, StringComparison.Ordinal);
        using BrokerReply third = await another.SendAsync(TestBroker.Read(), Token);
        Assert.DoesNotContain("Cookie:", server.LastHead, StringComparison.Ordinal);
        Assert.All(new[] { first, second, third }, reply => Assert.Null(reply.Error));
    }
}
