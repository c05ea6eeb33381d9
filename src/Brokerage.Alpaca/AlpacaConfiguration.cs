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
        var data = Text(configuration, "DataUrl", "ALPACA_DATA_URL");
        if (Text(configuration, "BaseUrl", "ALPACA_BASE_URL") is { } address)
        {
            options.Environment = Environment(address, data);
        }
        else if (data is not null && !IsAlpacas(data))
        {
            throw AlpacaSecrets.Misconfigured("DataUrl is for a simulator, beside a BaseUrl on loopback.");
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
            return Simulated(trading, data);
        }

        if (data is not null && !IsAlpacas(data))
        {
            throw AlpacaSecrets.Misconfigured("DataUrl is for a simulator; Alpaca's own prices come from Alpaca's own host.");
        }

        var known = ((BrokerEnvironment[])[AlpacaEnvironments.Paper, AlpacaEnvironments.Live])
            .FirstOrDefault(environment => environment.AddressOf(EndpointPurpose.Trading) == Plain(trading));
        return known ?? throw AlpacaSecrets.Misconfigured("BaseUrl is neither Alpaca's paper host, nor its live host, nor loopback.");
    }

    // The secret goes to the prices as well as to the orders: nothing but loopback will do for either.
    private static BrokerEnvironment Simulated(Uri trading, string? address)
    {
        var data = trading;
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out data!) || !data.IsLoopback || data.UserInfo.Length > 0 || data.Query.Length > 0))
        {
            throw AlpacaSecrets.Misconfigured("DataUrl is not a plain address on loopback.");
        }

        return AlpacaEnvironments.Simulated(trading, data, Stream(trading, "stream"), Stream(data, ""), null);
    }

    private static Uri Stream(Uri address, string path) =>
        new UriBuilder(new Uri(address, "/" + path)) { Scheme = address.Scheme is "https" ? "wss" : "ws" }.Uri;

    private static bool IsAlpacas(string data) =>
        Uri.TryCreate(data, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 && Plain(address) == AlpacaEnvironments.Paper.AddressOf(EndpointPurpose.MarketData);

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
