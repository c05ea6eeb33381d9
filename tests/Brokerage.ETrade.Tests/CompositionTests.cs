using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.ETrade.Tests;

/// <summary>What the builder method registers, and what it refuses at start.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void Two_applications_share_one_adapter_and_have_their_own_keys()
    {
        var builder = new Builder();
        builder.AddETradeApplication("one", Keys("k1")).AddETradeApplication("two", Keys("k2"));
        using var services = builder.Services.BuildServiceProvider();

        var adapter = Assert.IsType<ETradeAdapter>(Assert.Single(services.GetServices<IBrokerageAdapter>()));

        Assert.Same(adapter, services.GetRequiredService<ETradeAdapter>());
        Assert.NotNull(adapter.Authorizer);
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal("k2", services.GetRequiredService<IOptionsMonitor<ETradeOptions>>().Get("two").SandboxConsumerKey);
    }

    public static TheoryData<string, Action<ETradeOptions>> Mistakes { get; } = new()
    {
        { "no key at all", options => options.SandboxConsumerKey = null },
        { "a key without its secret", options => options.SandboxConsumerSecret = null },
        { "one key for both", options => (options.ConsumerKey, options.ConsumerSecret) = ("k", new Secret("canary")) },
        { "a login of no days", options => options.LoginDays = 0 },
        { "no requests at all", options => options.OrderRequestsPerSecond = 0 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_when_the_application_starts(string mistake, Action<ETradeOptions> make)
    {
        var builder = new Builder();
        builder.AddETradeApplication("one", options =>
        {
            Keys("k")(options);
            make(options);
        });
        using var services = builder.Services.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.False(thrown.ToString().Contains("canary", StringComparison.Ordinal), mistake);
    }

    private static Action<ETradeOptions> Keys(string key) => options => (options.SandboxConsumerKey, options.SandboxConsumerSecret) = (key, new Secret("canary"));

    private sealed class Builder : IBrokerageBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}
