namespace Brokerage.Tests.Fakes;

/// <summary>A clock whose hands somebody moves: what has elapsed is not changed by that.</summary>
internal sealed class ShiftedTime(TimeProvider inner) : TimeProvider
{
    private long _shift;

    /// <summary>How far the hands are from where they were.</summary>
    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _shift));
        set => Volatile.Write(ref _shift, value.Ticks);
    }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Shift;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
