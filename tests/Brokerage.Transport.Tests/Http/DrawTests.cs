namespace Brokerage.Transport.Tests.Http;

public sealed class DrawTests
{
    [Fact]
    public void What_is_drawn_comes_from_the_source_that_was_given()
    {
        const int Seed = 4711;
        using BrokerTransport transport = new(new BrokerTransportOptions { Broker = TestBroker.Id, Random = new Random(Seed) });
        byte[] expected = new byte[16], drawn = new byte[16];
        new Random(Seed).NextBytes(expected);

        transport.Draw(drawn);

        Assert.Equal(expected, drawn);
    }

    [Fact]
    public void Two_that_were_given_none_draw_apart()
    {
        using BrokerTransport one = new(new BrokerTransportOptions { Broker = TestBroker.Id }), other = new(new BrokerTransportOptions { Broker = TestBroker.Id });
        byte[] first = new byte[16], second = new byte[16], third = new byte[16];

        one.Draw(first);
        one.Draw(second);
        other.Draw(third);

        Assert.NotEqual(first, second);
        Assert.NotEqual(first, third);
    }
}
