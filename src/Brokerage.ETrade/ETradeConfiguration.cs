using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Brokerage.ETrade;

/// <summary>Settings from configuration, read by name: a binder would need reflection.</summary>
internal static class ETradeConfiguration
{
    public static void Apply(ETradeOptions options, IConfiguration configuration)
    {
        options.ConsumerKey = Text(configuration, nameof(ETradeOptions.ConsumerKey), "ETRADE_CONSUMER_KEY") ?? options.ConsumerKey;
        options.ConsumerSecret = Secret(configuration, nameof(ETradeOptions.ConsumerSecret), "ETRADE_CONSUMER_SECRET") ?? options.ConsumerSecret;
        options.SandboxConsumerKey = Text(configuration, nameof(ETradeOptions.SandboxConsumerKey), "ETRADE_SANDBOX_CONSUMER_KEY") ?? options.SandboxConsumerKey;
        options.SandboxConsumerSecret =
            Secret(configuration, nameof(ETradeOptions.SandboxConsumerSecret), "ETRADE_SANDBOX_CONSUMER_SECRET") ?? options.SandboxConsumerSecret;
        options.AllowUnverified = Switch(configuration, nameof(ETradeOptions.AllowUnverified)) ?? options.AllowUnverified;
        options.LoginDays = Number(configuration, nameof(ETradeOptions.LoginDays)) ?? options.LoginDays;
        options.AccountRequestsPerSecond = Number(configuration, nameof(ETradeOptions.AccountRequestsPerSecond)) ?? options.AccountRequestsPerSecond;
        options.OrderRequestsPerSecond = Number(configuration, nameof(ETradeOptions.OrderRequestsPerSecond)) ?? options.OrderRequestsPerSecond;
        options.MarketRequestsPerSecond = Number(configuration, nameof(ETradeOptions.MarketRequestsPerSecond)) ?? options.MarketRequestsPerSecond;
    }

    private static Secret? Secret(IConfiguration configuration, params ReadOnlySpan<string> names) =>
        Text(configuration, names) is { } text ? new Secret(text) : null;

    private static bool? Switch(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw ETradeErrors.Misconfigured($"{name} is true or false."),
    };

    private static int? Number(IConfiguration configuration, string name) => Text(configuration, name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw ETradeErrors.Misconfigured($"{name} is a whole number."),
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
