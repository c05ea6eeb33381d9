using System.Net;
using System.Net.Sockets;
using Xunit.v3;

namespace Brokerage.Architecture.Tests.Network;

/// <summary>
/// The canary: what must not be reached is reached for, and the guard has to bite. Alone, since what no test can be
/// named for would fail whichever test ends next.
/// </summary>
[Collection("Alone")]
public sealed class LoopbackGuardTests
{
    // Kept for documentation (RFC 5737, RFC 3849): nobody answers there.
    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:192.0.2.1")]
    public async Task A_socket_to_a_foreign_address_fails_the_test(string address)
    {
        await ReachFor(IPAddress.Parse(address));
        InvalidOperationException bite = Assert.Throws<InvalidOperationException>(AfterThisTest);
        Assert.Contains(address, bite.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_client_hides_behind_a_proxy() =>
        Assert.True(HttpClient.DefaultProxy.IsBypassed(new Uri("http://192.0.2.1/")));

    [Fact]
    public async Task A_name_that_is_looked_up_fails_the_test()
    {
        // An empty label is refused before any server is asked, but after the runtime has announced the look-up.
        await Assert.ThrowsAnyAsync<Exception>(() => Dns.GetHostAddressesAsync("canary..invalid", TestContext.Current.CancellationToken));
        InvalidOperationException bite = Assert.Throws<InvalidOperationException>(AfterThisTest);
        Assert.Contains("canary..invalid", bite.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_lost_thread_reaches_for_fails_the_run_at_its_end()
    {
        Task lost;
        using (ExecutionContext.SuppressFlow())
        {
            lost = Task.Run(() => ReachFor(IPAddress.Parse("192.0.2.2")), CancellationToken.None);
        }

        await lost;
        using LoopbackAtTheEnd end = new();
        InvalidOperationException bite = Assert.Throws<InvalidOperationException>(end.Dispose);
        Assert.Contains("192.0.2.2", bite.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loopback_is_free()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using TcpClient byAddress = new();
        await byAddress.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        using TcpClient byName = new();
        await byName.ConnectAsync("localhost", port, TestContext.Current.CancellationToken);
        AfterThisTest();
    }

    [Fact]
    public void The_guard_stands_on_this_assembly_and_listens()
    {
        Assert.True(LoopbackGuard.IsListening);
        Assert.Single(typeof(LoopbackGuardTests).Assembly.GetCustomAttributes(typeof(LoopbackOnlyAttribute), inherit: false));
    }

    // Opens the socket and lets go of it at once: announced, never waited for.
    private static async Task ReachFor(IPAddress address)
    {
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        Task attempt = socket.ConnectAsync(new IPEndPoint(address, 9));
        socket.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => attempt);
    }

    private static void AfterThisTest()
    {
        IXunitTest test = Assert.IsType<IXunitTest>(TestContext.Current.Test, exactMatch: false);
        new LoopbackOnlyAttribute().After(((IXunitTestMethod)test.TestCase.TestMethod!).Method, test);
    }
}
