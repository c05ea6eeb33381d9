using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class BrokerageOptionsValidator : IValidateOptions<BrokerageOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    public ValidateOptionsResult Validate(string? name, BrokerageOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.PortfolioDeadline), options.PortfolioDeadline);
        Check(nameof(options.StaleAfter), options.StaleAfter);
        Check(nameof(options.IdleTimeout), options.IdleTimeout);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > Longest)
                failures.Add($"{nameof(BrokerageOptions)}.{setting} must be longer than nothing and at most {Longest.TotalDays} days.");
        }
    }
}
