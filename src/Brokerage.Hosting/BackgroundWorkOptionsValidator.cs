using Microsoft.Extensions.Options;

namespace Brokerage.Hosting;

internal sealed class BackgroundWorkOptionsValidator : IValidateOptions<BackgroundWorkOptions>
{
    private const int MostAtOnce = 256;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, BackgroundWorkOptions options)
    {
        List<string> failures = [];
        Interval(nameof(options.RenewEvery), options.RenewEvery);
        Interval(nameof(options.SyncEvery), options.SyncEvery);
        Interval(nameof(options.SyncEveryWhileClosed), options.SyncEveryWhileClosed);
        Interval(nameof(options.CheckEvery), options.CheckEvery);
        Interval(nameof(options.RotateKeysEvery), options.RotateKeysEvery);
        Time(nameof(options.RenewAhead), options.RenewAhead);
        Time(nameof(options.SyncDeadline), options.SyncDeadline);
        Time(nameof(options.CheckDeadline), options.CheckDeadline);
        if (options.ConnectionsAtOnce is < 1 or > MostAtOnce) Add(nameof(options.ConnectionsAtOnce), $"is from 1 to {MostAtOnce}");
        if (options.Calendar is null) Add(nameof(options.Calendar), "is missing");
        if (options.KeepOpen is null) Add(nameof(options.KeepOpen), "is missing");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Interval(string setting, TimeSpan value)
        {
            if (value != Timeout.InfiniteTimeSpan) Time(setting, value);
        }

        void Time(string setting, TimeSpan value)
        {
            if (value <= TimeSpan.Zero || value > Longest) Add(setting, $"is longer than nothing and at most {Longest.TotalDays} days");
        }

        void Add(string setting, string rule) => failures.Add($"{nameof(BackgroundWorkOptions)}.{setting} {rule}.");
    }
}
