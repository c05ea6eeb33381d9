namespace Brokerage.Abstractions.Tests.Environments;

public sealed class BrokerEndpointTests
{
    private static readonly BrokerEndpoint SandboxTrading = new(EndpointPurpose.Trading, new Uri("https://sandbox.example.com/v1/"));
    private static readonly BrokerEndpoint SharedSignIn = new(EndpointPurpose.SignIn, new Uri("https://api.example.com/oauth/"));
    private static readonly BrokerEnvironment Sandbox = new("sandbox", EnvironmentKind.Sandbox, [SharedSignIn, SandboxTrading]);

    [Fact]
    public void A_sandbox_that_signs_in_at_the_live_host_cannot_reach_the_live_trading_path()
    {
        Assert.True(Sandbox.Allows(EndpointPurpose.SignIn, new Uri("https://api.example.com/oauth/request_token")));
        Assert.False(Sandbox.Allows(EndpointPurpose.Trading, new Uri("https://api.example.com/v1/accounts")));
        Assert.False(Sandbox.Allows(EndpointPurpose.SignIn, new Uri("https://api.example.com/v1/accounts")));
        Assert.False(Sandbox.Allows(EndpointPurpose.MarketData, new Uri("https://sandbox.example.com/v1/quotes")));
    }

    [Theory]
    [InlineData("https://sandbox.example.com/v1/accounts?x=1", true)]
    [InlineData("https://SANDBOX.example.com/v1/accounts", true)]
    [InlineData("https://sandbox.example.com:443/v1/accounts", true)]
    [InlineData("https://sandbox.example.com/v1", true)]
    [InlineData("https://sandbox.example.com/v10/accounts", false)]
    [InlineData("https://sandbox.example.com:8443/v1/accounts", false)]
    [InlineData("http://sandbox.example.com/v1/accounts", false)]
    [InlineData("https://user@sandbox.example.com/v1/accounts", false)]
    [InlineData("https://sandbox.example.com@evil.example/v1/accounts", false)]
    [InlineData("https://sandbox.example.com.evil.example/v1/accounts", false)]
    [InlineData("https://x.sandbox.example.com/v1/accounts", false)]
    [InlineData("https://sandbox.example.com/v1/../v2/accounts", false)]
    [InlineData("https://sandbox.example.com/v1/%2e%2e/v2/accounts", false)]
    [InlineData("https://sandbox.example.com/v1/..%2fv2/accounts", false)]
    [InlineData("https://sandbox.example.com/v1/..%5cv2/accounts", false)]
    [InlineData("https://sandbox.example.com/v1//accounts", false)]
    public void Scheme_host_port_and_path_all_count(string address, bool covered) =>
        Assert.Equal(covered, SandboxTrading.Covers(new Uri(address)));

    [Fact]
    public void Subdomains_match_only_where_that_is_said_and_only_whole_labels()
    {
        var endpoint = new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://stream.example.com/"), anySubdomain: true);
        Assert.True(endpoint.Covers(new Uri("wss://a.stream.example.com/x")));
        Assert.True(endpoint.Covers(new Uri("wss://stream.example.com/x")));
        Assert.False(endpoint.Covers(new Uri("wss://evilstream.example.com/x")));
    }

    [Theory]
    [InlineData("http://api.example.com/")]
    [InlineData("https://api.example.com/v1")]
    [InlineData("https://user:pw@api.example.com/v1/")]
    [InlineData("https://api.example.com/v1/?key=1")]
    [InlineData("ftp://api.example.com/v1/")]
    public void An_unsafe_prefix_is_refused(string prefix) =>
        Assert.Throws<ArgumentException>(() => new BrokerEndpoint(EndpointPurpose.Trading, new Uri(prefix)));

    [Fact]
    public void Plain_http_is_for_loopback_alone() =>
        Assert.True(new BrokerEndpoint(EndpointPurpose.Trading, new Uri("http://127.0.0.1:5000/")).Covers(new Uri("http://127.0.0.1:5000/v2/account")));

    [Fact]
    public void A_relative_address_is_never_covered() => Assert.False(SandboxTrading.Covers(new Uri("/v1/accounts", UriKind.Relative)));

    [Fact]
    public void Environments_are_equal_by_what_they_hold()
    {
        var same = new BrokerEnvironment("sandbox", EnvironmentKind.Sandbox, [SharedSignIn, SandboxTrading]);
        Assert.Equal(Sandbox, same);
        Assert.Equal(Sandbox.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Sandbox, new BrokerEnvironment("sandbox", EnvironmentKind.Sandbox, [SharedSignIn]));
        Assert.Equal(SandboxTrading.Prefix, Sandbox.AddressOf(EndpointPurpose.Trading));
        Assert.Null(Sandbox.AddressOf(EndpointPurpose.Streaming));
    }
}
