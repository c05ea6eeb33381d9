using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class RiskLimitOptionsValidator : IValidateOptions<RiskLimitOptions>
{
    public ValidateOptionsResult Validate(string? name, RiskLimitOptions options)
    {
        var failures = new List<string>();
        Check(options.MaxPositionShare is null or > 0m, nameof(options.MaxPositionShare), "above 0, as a fraction: 0.30 is 30 %");
        Check(options.MaxOrderValue is null or > 0m, nameof(options.MaxOrderValue), "above 0");
        Check(options.MaxOrdersPerDay is null or >= 0, nameof(options.MaxOrdersPerDay), "0 or more");
        Check(options.MaxDailyLoss is null or > 0m, nameof(options.MaxDailyLoss), "above 0");
        Check(options.PriceCollar is >= 0m and < 1m, nameof(options.PriceCollar), "0 or more and below 1, as a fraction");
        Check(options.MaxReadingAge >= TimeSpan.Zero && options.MaxReadingAge <= TimeSpan.FromMinutes(5), nameof(options.MaxReadingAge), "from 0 to 5 minutes");
        Check(options.Calendar is not null, nameof(options.Calendar), "given");
        Check(Enum.IsDefined(options.Mode), nameof(options.Mode), "a known mode");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool holds, string setting, string rule)
        {
            if (!holds) failures.Add($"{nameof(RiskLimitOptions)}.{setting} must be {rule}.");
        }
    }
}
