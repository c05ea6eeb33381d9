namespace Brokerage.Testing;

/// <summary>A timer of a <see cref="FakeTimeProvider"/>.</summary>
internal sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private bool _disposed;

    /// <summary>When it fires, in ticks since the clock's start; guarded by the clock.</summary>
    public long? Due { get; set; }

    /// <summary>Which of its queue entries is the valid one; guarded by the clock.</summary>
    public long Ticket { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _period = period;
        clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (_disposed) return;
        if (_period > TimeSpan.Zero) clock.Schedule(this, _period);
        callback(state);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        clock.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
