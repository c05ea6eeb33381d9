namespace Brokerage.Transport;

/// <summary>How long to be quiet after a broker said "too many".</summary>
internal static class RatePause
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10), Longest = TimeSpan.FromMinutes(1);

    /// <summary>What the broker asks; else the limit's penalty; else its window, within reason.</summary>
    public static TimeSpan For(RateLimit? limit, TimeSpan? asked)
    {
        if (asked is { } wait && limit?.Penalty is { } penalty) return wait > penalty ? wait : penalty;
        if (asked is not null || limit?.Penalty is not null) return asked ?? limit!.Penalty!.Value;
        if (limit is null) return Default;
        return limit.Window < Longest ? limit.Window : Longest;
    }
}
