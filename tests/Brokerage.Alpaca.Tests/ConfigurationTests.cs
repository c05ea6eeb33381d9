using Microsoft.Extensions.Configuration;

namespace Brokerage.Alpaca.Tests;

/// <summary>Settings by the names that others use, with the environment chosen by the whole address.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("https://paper-api.alpaca.markets", EnvironmentKind.Paper)]
    [InlineData("https://paper-api.alpaca.markets/", EnvironmentKind.Paper)]
    [InlineData("https://paper-api.alpaca.markets/v2", EnvironmentKind.Paper)]
    [InlineData("https://api.alpaca.markets", EnvironmentKind.Live)]
    [InlineData("http://127.0.0.1:8080", EnvironmentKind.Simulated)]
    public void The_base_address_chooses_the_environment(string address, EnvironmentKind kind)
    {
        var options = Apply(("ALPACA_API_KEY", "K1"), ("ALPACA_SECRET_KEY", "canary"), ("ALPACA_BASE_URL", address));

        Assert.Equal(kind, options.Environment.Kind);
        Assert.Equal(("K1", "canary"), (options.KeyId, options.SecretKey!.Reveal()));
        Assert.False(options.AllowLiveOrders);
    }

    [Theory]
    [InlineData("https://paper-api.alpaca.markets.example.com")]
    [InlineData("https://paper-api@api.alpaca.markets")]
    [InlineData("https://api.alpaca.markets:8443")]
    [InlineData("http://api.alpaca.markets")]
    [InlineData("https://api.alpaca.markets/paper-api.alpaca.markets")]
    [InlineData("https://example.com")]
    [InlineData("paper-api.alpaca.markets")]
    public void An_address_that_is_not_exactly_one_of_the_known_ones_is_refused(string address) =>
        Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Throws<BrokerageException>(() => Apply(("BaseUrl", address))).Code);

    [Theory]
    [InlineData("http://127.0.0.1:8080", "https://elsewhere.example.com")]
    [InlineData("http://127.0.0.1:8080", "not an address")]
    [InlineData("http://127.0.0.1:8080", "http://user@127.0.0.1:9090")]
    [InlineData("https://paper-api.alpaca.markets", "http://127.0.0.1:9090")]
    [InlineData(null, "https://elsewhere.example.com")]
    public void An_address_of_prices_is_guarded_like_that_of_orders(string? address, string data) =>
        Assert.Equal(
            BrokerageErrorCode.Misconfigured,
            Assert.Throws<BrokerageException>(() => Apply([("ALPACA_DATA_URL", data), .. address is null ? Array.Empty<(string, string)>() : [("ALPACA_BASE_URL", address)]])).Code);

    [Fact]
    public void A_simulator_streams_too()
    {
        var environment = Apply(("ALPACA_BASE_URL", "http://127.0.0.1:8080"), ("ALPACA_DATA_URL", "http://127.0.0.1:9090")).Environment;

        Assert.Equal(new Uri("http://127.0.0.1:9090/"), environment.AddressOf(EndpointPurpose.MarketData));
        Assert.Equal(
            ["ws://127.0.0.1:8080/stream/", "ws://127.0.0.1:9090/"],
            environment.Endpoints.Where(endpoint => endpoint.Purpose == EndpointPurpose.Streaming).Select(endpoint => endpoint.Prefix.AbsoluteUri));
    }

    [Fact]
    public void Without_an_address_it_is_paper_and_switches_are_read()
    {
        var options = Apply(("KeyId", "K1"), ("SecretKey", "s"), ("AllowLiveOrders", "true"), ("StockFeed", "sip"));

        Assert.Equal(AlpacaAdapter.Paper, options.Environment);
        Assert.True(options.AllowLiveOrders);
        Assert.Equal("sip", options.StockFeed);
        Assert.Throws<BrokerageException>(() => Apply(("AllowLiveOrders", "yes please")));
    }

    private static AlpacaOptions Apply(params (string Name, string Value)[] settings)
    {
        var options = new AlpacaOptions();
        AlpacaConfiguration.Apply(options, new Section(settings.ToDictionary(row => row.Name, row => row.Value, StringComparer.OrdinalIgnoreCase)));
        return options;
    }

    private sealed class Section(Dictionary<string, string> values) : IConfiguration
    {
        public string? this[string key]
        {
            get => values.GetValueOrDefault(key);
            set => throw new InvalidOperationException("Settings are read.");
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => throw new InvalidOperationException("Settings are read once.");

        public IConfigurationSection GetSection(string key) => throw new InvalidOperationException("Settings are read by name.");
    }
}
