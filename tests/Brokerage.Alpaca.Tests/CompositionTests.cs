using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.Alpaca.Tests;

/// <summary>What the builder method registers, and what it refuses at start.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void Two_connections_share_one_adapter_and_have_their_own_settings()
    {
        var builder = new Builder();
        builder.AddAlpaca("one", Keys("PKONE")).AddAlpaca("two", Keys("PKTWO"));
        using var services = builder.Services.BuildServiceProvider();

        var adapter = Assert.IsType<AlpacaAdapter>(Assert.Single(services.GetServices<IBrokerageAdapter>()));
        var connections = services.GetServices<BrokerageConnectionRegistration>().ToList();

        Assert.Equal(["one", "two"], connections.Select(connection => connection.Connection.Value));
        Assert.Same(adapter, services.GetRequiredService<AlpacaAdapter>());
        Assert.All(connections, connection => Assert.Equal(EnvironmentKind.Paper, connection.CreateContext(services).Environment.Kind));
        Assert.All(connections, connection => Assert.False(connection.CreateContext(services).AllowLiveOrders));
    }

    [Fact]
    public void A_connection_without_its_key_pair_is_refused_when_the_application_starts()
    {
        var builder = new Builder();
        builder.AddAlpaca("one", options => options.KeyId = null);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public void A_paper_key_in_the_live_environment_is_refused_when_the_application_starts()
    {
        var builder = new Builder();
        builder.AddAlpaca("one", options =>
        {
            Keys("PKONE")(options);
            options.Environment = AlpacaAdapter.Live;
        });
        using var services = builder.Services.BuildServiceProvider();

        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.DoesNotContain("canary", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_container_a_key_pair_is_enough()
    {
        using var adapter = new AlpacaAdapter(new AlpacaOptions { KeyId = "PKONE", SecretKey = new Secret("canary") });
        var connection = adapter.Create();

        Assert.Equal(AlpacaAdapter.Paper, connection.Environment);
        Assert.NotNull(connection.Trading);
        Assert.NotNull(connection.Streaming);
    }

    [Fact]
    public void Without_a_key_pair_there_is_no_connection_of_ones_own()
    {
        using var adapter = new AlpacaAdapter();

        Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Throws<BrokerageException>(() => adapter.Create()).Code);
    }

    private static Action<AlpacaOptions> Keys(string keyId) => options =>
    {
        options.KeyId = keyId;
        options.SecretKey = new Secret("canary");
    };

    private sealed class Builder : IBrokerageBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}
