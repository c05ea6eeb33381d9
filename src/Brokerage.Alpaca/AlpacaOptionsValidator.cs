using Brokerage.Alpaca.Auth;
using Microsoft.Extensions.Options;

namespace Brokerage.Alpaca;

/// <summary>Checks the settings when the application starts, so that a mix-up of paper and live shows before the first request.</summary>
internal sealed class AlpacaOptionsValidator : IValidateOptions<AlpacaOptions>
{
    private static readonly string[] StockFeeds = ["iex", "sip", "delayed_sip", "otc", "boats", "overnight"];
    private static readonly string[] OptionFeeds = ["indicative", "opra"];
    private static readonly string[] CryptoLocations = ["us", "us-1", "us-2", "eu-1", "bs-1"];

    public ValidateOptionsResult Validate(string? name, AlpacaOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(AlpacaOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.KeyId) != options.SecretKey is null)
        {
            yield return $"{nameof(AlpacaOptions.KeyId)} and {nameof(AlpacaOptions.SecretKey)} are given together or not at all.";
        }

        if (string.IsNullOrWhiteSpace(options.OAuthClientId) != options.OAuthClientSecret is null)
        {
            yield return $"{nameof(AlpacaOptions.OAuthClientId)} and {nameof(AlpacaOptions.OAuthClientSecret)} are given together or not at all.";
        }

        if (options.Environment is null)
        {
            yield return $"{nameof(AlpacaOptions.Environment)} is missing.";
        }
        else if (options.KeyId is { } key && AlpacaSecrets.KeyMismatch(key, options.Environment.Kind) is { } why)
        {
            yield return why;
        }

        if (!StockFeeds.Contains(options.StockFeed, StringComparer.Ordinal))
        {
            yield return $"{nameof(AlpacaOptions.StockFeed)} is one of {string.Join(", ", StockFeeds)}.";
        }

        if (!OptionFeeds.Contains(options.OptionFeed, StringComparer.Ordinal))
        {
            yield return $"{nameof(AlpacaOptions.OptionFeed)} is one of {string.Join(", ", OptionFeeds)}.";
        }

        if (!CryptoLocations.Contains(options.CryptoLocation, StringComparer.Ordinal))
        {
            yield return $"{nameof(AlpacaOptions.CryptoLocation)} is one of {string.Join(", ", CryptoLocations)}.";
        }
    }
}
