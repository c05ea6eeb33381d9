using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class OrderTrackerOptionsValidator : IValidateOptions<OrderTrackerOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, OrderTrackerOptions options)
    {
        var failures = new List<string>();
        Check(nameof(options.PollEvery), options.PollEvery);
        Check(nameof(options.RetryStreamAfter), options.RetryStreamAfter);
        if (options.CheckEvery < options.PollEvery || options.CheckEvery > Longest)
            failures.Add($"{nameof(options.CheckEvery)} must not be shorter than {nameof(options.PollEvery)}, and at most a day.");
        if (options.LingerFor < TimeSpan.Zero || options.LingerFor > Longest)
            failures.Add($"{nameof(options.LingerFor)} must not be negative, and at most a day.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > Longest) failures.Add($"{setting} must be longer than nothing and at most a day.");
        }
    }
}
