using Brokerage.Testing;

namespace Brokerage.TestSupport;

/// <summary>
/// A clock that moves only when that makes nobody late. Whatever is on its way has a time limit, and each limit is a timer of this clock: while one
/// runs, time stands still, however long a busy machine takes. Thread-safe.
/// </summary>
internal sealed class StageClock(FakeTimeProvider clock) : TimeProvider
{
    // Longer than anything that an adapter waits for before it asks again, and shorter than the silence that ends a stream.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly Lock _beginning = new();
    private int _limits;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    /// <summary>The time, how many limits run, and how far the next wait's end is.</summary>
    public override string ToString() => $"{clock.GetUtcNow():HH:mm:ss}, {Volatile.Read(ref _limits)} on their way, the next wait ends in {clock.UntilNextTimer}";

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is not CancellationTokenSource)
            return clock.CreateTimer(callback, state, dueTime, period);

        // Either before time moves, which it then does not, or after it has.
        lock (_beginning)
            return new Limit(this, clock.CreateTimer(callback, state, dueTime, period), dueTime);
    }

    /// <summary>Lets the next wait end, or come nearer, if nothing is on its way.</summary>
    /// <param name="pass">Moves the clock.</param>
    /// <param name="atMost">How far, where that is not to the next wait's end.</param>
    public void MoveOn(Action<TimeSpan> pass, TimeSpan? atMost = null)
    {
        lock (_beginning)
        {
            if (Volatile.Read(ref _limits) == 0 && clock.UntilNextTimer is { } wait && wait <= LongestPause)
                pass(atMost < wait ? atMost.Value : wait);
        }
    }

    private sealed class Limit : ITimer
    {
        private readonly StageClock _clock;
        private readonly ITimer _timer;
        private int _runs;

        public Limit(StageClock clock, ITimer timer, TimeSpan dueTime)
        {
            (_clock, _timer) = (clock, timer);
            Note(dueTime);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Note(dueTime);
            return _timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            _timer.Dispose();
            Note(Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Note(TimeSpan dueTime)
        {
            var runs = dueTime >= TimeSpan.Zero ? 1 : 0;
            Interlocked.Add(ref _clock._limits, runs - Interlocked.Exchange(ref _runs, runs));
        }
    }
}
