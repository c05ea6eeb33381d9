namespace Brokerage.Transport.Tests.Http;

public sealed class EndpointMapTests
{
    private readonly EndpointMap _map = new(TestBroker.Paper);

    [Theory]
    [InlineData("orders", "https://paper.acme.test/v1/orders")]
    [InlineData("orders:by_client_order_id?client_order_id=a%26b", "https://paper.acme.test/v1/orders:by_client_order_id?client_order_id=a%26b")]
    [InlineData("assets/BTC%2FUSD", "https://paper.acme.test/v1/assets/BTC%2FUSD")]
    [InlineData("orders/477%232", "https://paper.acme.test/v1/orders/477%232")]
    [InlineData("search?q=a..b/../c", "https://paper.acme.test/v1/search?q=a..b/../c")]
    [InlineData("", "https://paper.acme.test/v1/")]
    [InlineData("https://paper.acme.test/v1/orders?page=2", "https://paper.acme.test/v1/orders?page=2")]
    public void A_path_stays_under_its_purpose(string path, string expected) =>
        Assert.Equal(expected, _map.Resolve(EndpointPurpose.Trading, path)?.AbsoluteUri);

    [Theory]
    [InlineData("../oauth/token")]
    [InlineData("orders/../../v2")]
    [InlineData("orders/%2e%2e/x")]
    [InlineData("orders/%252e%252e/x")]
    [InlineData("orders/..%2fx")]
    [InlineData("orders/.%2e%5cx")]
    [InlineData("orders\\..\\x")]
    [InlineData("//evil.test/v1/orders")]
    [InlineData("/orders")]
    [InlineData("a\r\nHost: evil.test")]
    [InlineData("https://api.acme.test/v1/orders")]
    [InlineData("https://api.acme.test/oauth/token")]
    [InlineData("http://paper.acme.test/v1/orders")]
    [InlineData("https://paper.acme.test:444/v1/orders")]
    [InlineData("https://user@paper.acme.test/v1/orders")]
    [InlineData("https://paper.acme.test@evil.test/v1/orders")]
    [InlineData("https://paper.acme.test.evil.test/v1/orders")]
    [InlineData("https://paper.acme.test/v2/orders")]
    [InlineData("https://paper.acme.test/v1/../v2/orders")]
    [InlineData("https://paper.acme.test/v1/%2e%2e/v2/orders")]
    [InlineData("file:///etc/passwd")]
    public void Nothing_else_can_be_reached(string path) => Assert.Null(_map.Resolve(EndpointPurpose.Trading, path));

    [Theory]
    [InlineData("wss://a.stream.acme.test/ws", true)]
    [InlineData("wss://stream.acme.test/ws", true)]
    [InlineData("wss://evilstream.acme.test/ws", false)]
    [InlineData("ws://stream.acme.test/ws", false)]
    public void Addresses_that_a_broker_hands_out_are_matched_too(string address, bool allowed) =>
        Assert.Equal(allowed, _map.Allows(EndpointPurpose.Streaming, new Uri(address)));

    [Fact]
    public void A_sandbox_that_signs_in_at_the_live_host_cannot_reach_the_live_trading_path()
    {
        Assert.NotNull(_map.Resolve(EndpointPurpose.SignIn, "token"));
        Assert.Null(_map.Resolve(EndpointPurpose.SignIn, "https://api.acme.test/v1/orders"));
        Assert.Null(_map.Resolve(EndpointPurpose.MarketData, "quotes"));
    }

    [Fact]
    public void Values_of_a_path_cannot_change_where_it_goes()
    {
        string id = "../x?y#z/";
        Assert.Equal("orders/..%2Fx%3Fy%23z%2F", RequestPath.Of($"orders/{id}"));
        Assert.Null(_map.Resolve(EndpointPurpose.Trading, RequestPath.Of($"orders/{id}")));
        Assert.Equal("orders?limit=5&symbols=BRK.B%2CBTC%2FUSD", RequestPath.WithQuery("orders", ("limit", "5"), ("after", null), ("symbols", "BRK.B,BTC/USD")));
    }
}
