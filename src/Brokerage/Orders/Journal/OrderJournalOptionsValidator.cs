using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class OrderJournalOptionsValidator : IValidateOptions<OrderJournalOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderJournalOptions options)
    {
        var failures = new List<string>();
        if (options.LooksToProveAbsence < 2) failures.Add($"{nameof(options.LooksToProveAbsence)} must be 2 at least: one look proves nothing.");
        if (options.FirstPause <= TimeSpan.Zero) failures.Add($"{nameof(options.FirstPause)} must be longer than nothing.");
        if (options.LongestPause < options.FirstPause) failures.Add($"{nameof(options.LongestPause)} must not be shorter than {nameof(options.FirstPause)}.");
        if (options.LookFor < options.LongestPause) failures.Add($"{nameof(options.LookFor)} must not be shorter than {nameof(options.LongestPause)}.");
        if (options.WaitForEarlierOrders < TimeSpan.Zero) failures.Add($"{nameof(options.WaitForEarlierOrders)} must not be negative.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
