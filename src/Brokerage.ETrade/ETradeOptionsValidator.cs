using Microsoft.Extensions.Options;

namespace Brokerage.ETrade;

/// <summary>Checks the settings when the application starts, so that what is missing shows before the first user is sent away to sign in.</summary>
internal sealed class ETradeOptionsValidator : IValidateOptions<ETradeOptions>
{
    private const int MostDays = 90;
    private const int MostPerSecond = 100;

    public ValidateOptionsResult Validate(string? name, ETradeOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(ETradeOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConsumerKey) != options.ConsumerSecret is null)
        {
            yield return $"{nameof(ETradeOptions.ConsumerKey)} and {nameof(ETradeOptions.ConsumerSecret)} are given together or not at all.";
        }

        if (string.IsNullOrWhiteSpace(options.SandboxConsumerKey) != options.SandboxConsumerSecret is null)
        {
            yield return $"{nameof(ETradeOptions.SandboxConsumerKey)} and {nameof(ETradeOptions.SandboxConsumerSecret)} are given together or not at all.";
        }

        if (options.ConsumerKey is { } live && string.Equals(live, options.SandboxConsumerKey, StringComparison.Ordinal))
        {
            yield return "The same consumer key is given for live and sandbox; E*TRADE gives out different ones.";
        }

        if (options.Environment is null)
        {
            yield return $"{nameof(ETradeOptions.Environment)} is missing.";
        }

        if (options.LoginDays is < 1 or > MostDays)
        {
            yield return $"{nameof(ETradeOptions.LoginDays)} is 1 to {MostDays}.";
        }

        foreach (var (member, limit) in ((string Member, int Limit)[])[
            (nameof(ETradeOptions.AccountRequestsPerSecond), options.AccountRequestsPerSecond),
            (nameof(ETradeOptions.OrderRequestsPerSecond), options.OrderRequestsPerSecond),
            (nameof(ETradeOptions.MarketRequestsPerSecond), options.MarketRequestsPerSecond)])
        {
            if (limit is < 1 or > MostPerSecond)
            {
                yield return $"{member} is 1 to {MostPerSecond}.";
            }
        }
    }
}
