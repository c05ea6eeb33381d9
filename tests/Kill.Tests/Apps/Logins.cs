using Brokerage.Alpaca;
using Brokerage.ETrade;
using Brokerage.Kill.Tests.Scenes;
using Brokerage.Transport;

namespace Brokerage.Kill.Tests.Apps;

/// <summary>Which broker an errand is for, and how it gets in.</summary>
internal static class Logins
{
    public static BrokerId BrokerOf(Errand errand) => IsETrade(errand) ? ETradeAdapter.BrokerId : AlpacaAdapter.BrokerId;

    public static BrokerEnvironment EnvironmentOf(Errand errand) =>
        IsETrade(errand) ? ETradeAdapter.Simulated(errand.Address) : AlpacaAdapter.Simulated(errand.Address, errand.Address);

    public static IBrokerageAdapter AdapterOf(Errand errand, BrokerTransportOptions transport) => IsETrade(errand)
        ? new ETradeAdapter(
            new ETradeOptions
            {
                Environment = EnvironmentOf(errand),
                SandboxConsumerKey = errand.Keys[0],
                SandboxConsumerSecret = new Secret(errand.Keys[1]),
                // The pace is not what these tests are about.
                AccountRequestsPerSecond = 100,
                OrderRequestsPerSecond = 100,
                MarketRequestsPerSecond = 100,
            },
            transport)
        : new AlpacaAdapter(new AlpacaOptions { Environment = EnvironmentOf(errand) }, transport);

    public static ConnectionSecrets SecretsOf(Errand errand) => IsETrade(errand)
        ? Secrets("etrade.oauth1", ("token", errand.Keys[2]), ("token_secret", errand.Keys[3]), ("environment", nameof(EnvironmentKind.Simulated)))
        : Secrets("alpaca.keys", ("key_id", errand.Keys[0]), ("secret_key", errand.Keys[1]));

    private static bool IsETrade(Errand errand) => errand.Scene.Broker is Broker.ETrade;

    // Sockets and signatures go by the system's clock; only the journal's is another.
    private static ConnectionSecrets Secrets(string scheme, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var now = DateTimeOffset.UtcNow;
        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var (name, value) in values) secrets[name] = new Secret(value);
        return new ConnectionSecrets { Scheme = scheme, Values = secrets, LoggedInAt = now, IssuedAt = now };
    }
}
