using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>Whose look-ups are done, on a line that outlives its readers.</summary>
public sealed class OrderCatchUpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_left_is_not_remembered_and_who_stays_is_not_looked_up_again()
    {
        int lookedUp = 0;
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id, TimeProvider = new FakeTimeProvider() });
        OrderCatchUp catchUp = new(transport, new SocketSessionOptions { Name = "test", Environment = TestBroker.Paper });
        OrderReader stays = Reader(), leaves = Reader();

        Assert.Null(await catchUp.RunAsync([stays, leaves], Token));
        Assert.Equal((2, 2), (catchUp.Done.Count, lookedUp));

        Assert.Null(await catchUp.RunAsync([stays], Token));
        Assert.Same(stays, Assert.Single(catchUp.Done));
        Assert.Equal(2, lookedUp);

        OrderReader Reader() => new(
            null, null,
            (_, _, _) =>
            {
                lookedUp++;
                return Task.FromResult(Snapshot<Order>.Complete([], default));
            },
            queueLength: 8);
    }
}
