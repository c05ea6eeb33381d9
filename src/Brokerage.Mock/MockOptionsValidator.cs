using Microsoft.Extensions.Options;

namespace Brokerage.Mock;

internal sealed class MockOptionsValidator : IValidateOptions<MockOptions>
{
    public ValidateOptionsResult Validate(string? name, MockOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(MockOptions options)
    {
        if (options.Accounts is null or { Count: 0 } && options.Exchange is null)
            yield return "A Mock broker needs at least one account.";
        if (options.Volatility < 0m)
            yield return "The volatility must not be negative.";
        if (options.PriceInterval is { } interval && interval <= TimeSpan.Zero)
            yield return "The price interval must be longer than nothing; null moves prices only by hand.";
        if (options.Latency < TimeSpan.Zero || options.Latency > TimeSpan.FromMinutes(10))
            yield return "The latency must be between nothing and ten minutes.";
        if (options.FaultScript is null)
            yield return "The fault script must not be null; FaultScript.None lets nothing go wrong.";
        if (options.ClassShareSeparator is not ('.' or '-'))
            yield return "Share classes are written with a dot or a dash.";
        if (string.IsNullOrEmpty(options.Login))
            yield return "The login must not be empty.";
    }
}
