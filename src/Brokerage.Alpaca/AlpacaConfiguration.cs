using Brokerage.Alpaca.Auth;
using Microsoft.Extensions.Configuration;

namespace Brokerage.Alpaca;

/// <summary>Settings from configuration, read by name: a binder would need reflection.</summary>
internal static class AlpacaConfiguration
{
    public static void Apply(AlpacaOptions options, IConfiguration configuration)
    {
        options.KeyId = Text(configuration, nameof(AlpacaOptions.KeyId), "ALPACA_API_KEY") ?? options.KeyId;
        options.SecretKey = Text(configuration, nameof(AlpacaOptions.SecretKey), "ALPACA_SECRET_KEY") is { } secret ? new Secret(secret) : options.SecretKey;
        options.AllowLiveOrders = Switch(configuration, nameof(AlpacaOptions.AllowLiveOrders)) ?? options.AllowLiveOrders;
        options.AllowUnverified = Switch(configuration, nameof(AlpacaOptions.AllowUnverified)) ?? options.AllowUnverified;
        options.StockFeed = Text(configuration, nameof(AlpacaOptions.StockFeed)) ?? options.StockFeed;
        options.OptionFeed = Text(configuration, nameof(AlpacaOptions.OptionFeed)) ?? options.OptionFeed;
        options.CryptoLocation = Text(configuration, nameof(AlpacaOptions.CryptoLocation)) ?? options.CryptoLocation;
        if (Text(configuration, "BaseUrl", "ALPACA_BASE_URL") is { } address)
        {
            options.Environment = Environment(address, Text(configuration, "DataUrl", "ALPACA_DATA_URL"));
        }
    }

    // Only the address of an environment as a whole chooses it: a path, a port or another scheme would be a typing error or a trap.
    private static BrokerEnvironment Environment(string address, string? data)
    {
        // Two addresses that differ in their user count as equal to the platform, so that part is asked for by itself.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var trading) || trading.UserInfo.Length > 0 || trading.Query.Length > 0)
        {
            throw AlpacaSecrets.Misconfigured("BaseUrl is not a plain absolute address.");
        }

        if (trading.IsLoopback)
        {
            return AlpacaEnvironments.Simulated(trading, data is null ? trading : new Uri(data), null, null, null);
        }

        var known = ((BrokerEnvironment[])[AlpacaEnvironments.Paper, AlpacaEnvironments.Live])
            .FirstOrDefault(environment => environment.AddressOf(EndpointPurpose.Trading) == Plain(trading));
        return known ?? throw AlpacaSecrets.Misconfigured("BaseUrl is neither Alpaca's paper host, nor its live host, nor loopback.");
    }

    // Other tools write the address with the version at its end.
    private static Uri Plain(Uri trading) => trading.AbsolutePath is "/v2" or "/v2/" ? new Uri(trading, "/") : trading;

    private static bool? Switch(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw AlpacaSecrets.Misconfigured($"{name} is true or false."),
    };

    private static string? Text(IConfiguration configuration, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (configuration[name] is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
