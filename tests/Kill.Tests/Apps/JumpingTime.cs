namespace Brokerage.Kill.Tests.Apps;

/// <summary>
/// A clock that stands still until somebody waits, and then jumps to the end of the wait. Before it jumps, whatever is due on the line until
/// then arrives.
/// </summary>
internal sealed class JumpingTime(DateTimeOffset start, Func<DateTimeOffset, Task> beforeJump) : TimeProvider
{
    // Longer waits are housekeeping, which nobody waits for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private long _now = start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this, callback, state);
        wait.Change(dueTime, period);
        return wait;
    }

    private async Task JumpAsync(Wait wait, TimeSpan due)
    {
        var then = GetUtcNow() + due;
        await beforeJump(then);
        if (wait.IsOver) return;

        while (Volatile.Read(ref _now) is var now && now < then.UtcTicks && Interlocked.CompareExchange(ref _now, then.UtcTicks, now) != now)
        {
        }

        wait.End();
    }

    private sealed class Wait(JumpingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool IsOver { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero && dueTime <= Longest) _ = Task.Run(() => time.JumpAsync(this, dueTime));
            return true;
        }

        public void End() => callback(state);

        public void Dispose() => IsOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
