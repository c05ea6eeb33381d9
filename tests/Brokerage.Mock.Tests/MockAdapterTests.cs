namespace Brokerage.Mock.Tests;

public sealed class MockAdapterTests
{
    [Fact]
    public async Task The_world_outlives_its_connection()
    {
        await using var demo = new Demo();
        await demo.PlaceAsync(demo.Limit(10_000m, 2m));
        await demo.Connection.DisposeAsync();

        await using var again = demo.Adapter.Create("demo");

        var positions = await again.Accounts.GetPositionsAsync(demo.Account.Account, Demo.Token);
        Assert.Equal(12m, positions.Items.Single(position => position.Instrument == Demo.Berkshire).Quantity);
    }

    [Fact]
    public async Task Each_connection_has_a_world_of_its_own()
    {
        await using var demo = new Demo();
        await using var other = demo.Adapter.Create("other");

        Assert.NotSame(demo.Exchange, demo.Adapter.ExchangeOf(other.Connection));
        Assert.Throws<ArgumentException>(() => demo.Adapter.ExchangeOf(ConnectionId.Parse("never made")));
    }

    [Theory]
    [InlineData(EnvironmentKind.Live)]
    [InlineData(EnvironmentKind.Paper)]
    public void A_mock_is_never_anything_but_simulated(EnvironmentKind kind)
    {
        using var adapter = new MockAdapter();
        var context = MockContexts.For(ConnectionId.Parse("mock"), "mock", TimeProvider.System) with
        {
            Environment = new BrokerEnvironment("x", kind, []),
        };

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, Assert.Throws<BrokerageException>(() => adapter.Create(context)).Code);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_every_reason()
    {
        using var adapter = new MockAdapter(new MockOptions { Accounts = [], Volatility = -1m, Login = "", ClassShareSeparator = '/' });

        var refused = Assert.Throws<BrokerageException>(() => adapter.Create());

        Assert.Equal(BrokerageErrorCode.Misconfigured, refused.Code);
        foreach (var word in new[] { "account", "volatility", "login", "dash" })
            Assert.Contains(word, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_seed_tells_the_same_prices()
    {
        var prices = new List<decimal?>();
        foreach (var seed in new[] { 5UL, 5UL, 6UL })
        {
            await using var demo = new Demo(options => options.Seed = seed);
            demo.Exchange.Step(200);
            prices.Add((await demo.Connection.MarketData!.GetQuotesAsync([Demo.Berkshire], Demo.Token)).Items[0].Last);
        }

        Assert.Equal(prices[0], prices[1]);
        Assert.NotEqual(prices[0], prices[2]);
    }

    [Fact]
    public async Task Anybody_can_sign_in()
    {
        using var adapter = new MockAdapter();
        var request = new SignInRequest { Environment = MockAdapter.Simulated, Application = "app", State = "state-1" };

        var step = Assert.IsType<SignInStep.EnterKeys>(await adapter.Authorizer.BeginAsync(request, Demo.Token));
        var signedIn = await adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Poll(), Demo.Token);

        var secrets = Assert.IsType<SignInResult.SignedIn>(signedIn).Secrets;
        Assert.Equal(("state-1", Renewal.None), (step.Ticket.Key, adapter.Authorizer.LifeOf(secrets).Renewal));
    }
}
