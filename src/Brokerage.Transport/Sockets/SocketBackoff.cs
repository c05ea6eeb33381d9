namespace Brokerage.Transport;

/// <summary>How long to wait before the next connection.</summary>
internal sealed class SocketBackoff(SocketSessionOptions options, LockedRandom random)
{
    private int _failures;

    public int Attempt => _failures + 1;

    /// <summary>A line that held makes the next pause the first again.</summary>
    public void Held(TimeSpan howLong)
    {
        if (howLong >= options.GoodAfter) _failures = 0;
    }

    public TimeSpan Next(BrokerageError? error)
    {
        double longest = Math.Min(options.LongestPause.TotalMilliseconds, options.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 20)));
        TimeSpan pause = TimeSpan.FromMilliseconds(longest * random.NextDouble());
        TimeSpan? least = error?.RetryAfter ?? (IsConnectionLimit(error) ? options.ConnectionLimitPause : null);
        return least is { } atLeast ? atLeast + pause : pause;
    }

    /// <summary>Whether somebody must do something before another attempt can succeed.</summary>
    public static bool NeedsPerson(BrokerageError error) =>
        !error.IsTransient && error.Recovery is not (RecoveryAction.BackOff or RecoveryAction.Reconnect or RecoveryAction.Retry);

    private static bool IsConnectionLimit(BrokerageError? error) =>
        error?.Code is BrokerageErrorCode.RateLimited or BrokerageErrorCode.SessionHeldElsewhere;
}
