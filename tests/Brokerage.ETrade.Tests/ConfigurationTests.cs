using Microsoft.Extensions.Configuration;

namespace Brokerage.ETrade.Tests;

/// <summary>Settings by our names, or those of the environment.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void Keys_are_read_by_both_names_and_ours_come_first()
    {
        var options = Apply(
            ("ETRADE_CONSUMER_KEY", "live"), ("ETRADE_CONSUMER_SECRET", "s1"), ("ETRADE_SANDBOX_CONSUMER_KEY", "old"), ("SandboxConsumerKey", "new"),
            ("SandboxConsumerSecret", "s2"), ("LoginDays", "30"), ("OrderRequestsPerSecond", "5"), ("AllowUnverified", "true"));

        Assert.Equal(("live", "s1", "new", "s2"), (options.ConsumerKey, options.ConsumerSecret!.Reveal(), options.SandboxConsumerKey, options.SandboxConsumerSecret!.Reveal()));
        Assert.Equal((30, 5, 2, true), (options.LoginDays, options.OrderRequestsPerSecond, options.AccountRequestsPerSecond, options.AllowUnverified));
        Assert.False(options.AllowLiveOrders);
    }

    [Theory]
    [InlineData("LoginDays", "many")]
    [InlineData("LoginDays", "-1")]
    [InlineData("AllowUnverified", "yes please")]
    public void What_is_no_number_and_no_switch_is_refused(string name, string value) =>
        Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Throws<BrokerageException>(() => Apply((name, value))).Code);

    private static ETradeOptions Apply(params (string Name, string Value)[] settings)
    {
        var options = new ETradeOptions();
        ETradeConfiguration.Apply(options, new Section(settings.ToDictionary(row => row.Name, row => row.Value, StringComparer.OrdinalIgnoreCase)));
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
