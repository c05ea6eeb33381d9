using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Connections;

public sealed class ConnectionManagerTests
{
    [Fact]
    public async Task Connections_are_listed_in_the_order_in_which_they_came()
    {
        await using var host = new FakeHost(new FakeConnection(Make.Ref("z")), new FakeConnection(Make.Ref("a")));
        var added = new FakeConnection(Make.Ref("m"));

        host.Add(added);

        Assert.Equal(["z", "a", "m"], host.Connections.List().Select(info => info.Connection.Value));
        Assert.Equal("m", host.Connections.Find(added.Connection)!.Connection.Value);
        Assert.Null(host.Connections.Find(ConnectionId.Parse("q")));
    }

    [Fact]
    public async Task An_id_can_be_taken_once()
    {
        var fake = new FakeConnection(Make.Ref("one"));
        await using var host = new FakeHost(fake);

        Assert.Throws<ArgumentException>(() => host.Add(fake));
    }

    [Fact]
    public async Task A_broker_without_an_adapter_is_refused_with_its_name()
    {
        await using var host = new FakeHost();
        var context = Make.Context(new FakeConnection(Make.Ref("one")));

        var refused = Assert.Throws<ArgumentException>(() => host.Connections.Add(BrokerId.Parse("nobody"), context));
        Assert.Contains("nobody", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_created_is_listed_with_its_problem()
    {
        await using var host = new FakeHost(builder => builder.AddBroken("broken", FakeRegistrations.Refused("The key is missing.")));

        var info = Assert.Single(host.Connections.List());
        Assert.Null(info.Environment);
        Assert.Equal(BrokerageErrorCode.Misconfigured, info.Problem!.Code);
        var failure = await Assert.ThrowsAsync<BrokerageException>(() => host.Connections.LeaseAsync(info.Connection, TestContext.Current.CancellationToken));
        Assert.Contains("The key is missing.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_factory_says_may_hold_anything_and_is_not_repeated()
    {
        await using var host = new FakeHost(builder => builder.AddBroken("one", new InvalidOperationException("SECRET-4711")));

        Assert.DoesNotContain("4711", Assert.Single(host.Connections.List()).Problem!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_connection_without_an_adapter_says_so_when_it_is_used()
    {
        var fake = new FakeConnection(Make.Ref("one"));
        await using var host = new FakeHost(builder => builder.AddConnection(new BrokerageConnectionRegistration
        {
            Connection = fake.Connection,
            Broker = BrokerId.Parse("nobody"),
            CreateContext = _ => Make.Context(fake),
        }));

        var portfolio = await host.ReadAsync();

        var error = Assert.Single(portfolio.Failures).Error;
        Assert.Equal(BrokerageErrorCode.Misconfigured, error.Code);
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_for_another_connection_is_refused()
    {
        await using var host = new FakeHost(builder => builder.AddConnection(new BrokerageConnectionRegistration
        {
            Connection = ConnectionId.Parse("two"),
            Broker = BrokerId.Parse("fake"),
            CreateContext = _ => Make.Context(new FakeConnection(Make.Ref("one"))),
        }));

        Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Single(host.Connections.List()).Problem!.Code);
    }
}
