namespace Brokerage.Testing;

/// <summary>
/// A clock that stands still until it is told to move. Timers fire inside <see cref="Advance"/>, on the caller's thread, in the order in
/// which they are due and each at its own time. Thread-safe; only one caller may advance at a time.
/// </summary>
public sealed class FakeTimeProvider : TimeProvider
{
    /// <summary>Where a clock starts that is given no start.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<FakeTimer, (long Due, long Order)> _queue = new();
    private readonly DateTimeOffset _start;
    private long _elapsed, _suspended, _order;
    private TaskCompletionSource _scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A clock at <see cref="DefaultStart"/>, a Monday in the regular session of the US markets.</summary>
    public FakeTimeProvider()
        : this(DefaultStart)
    {
    }

    /// <summary>A clock at the given time.</summary>
    public FakeTimeProvider(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How long until the next timer is due; null when none is running.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_lock) return TryPeek(out long due) ? TimeSpan.FromTicks(Math.Max(0, due - _elapsed)) : null;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _elapsed) + Volatile.Read(ref _suspended));

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        FakeTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due on the way, timers that start on the way included.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target = Volatile.Read(ref _elapsed) + by.Ticks;
        while (TakeDue(target) is { } timer) timer.Fire();
        Volatile.Write(ref _elapsed, target);
    }

    /// <summary>As where the machine sleeps: it is later afterwards, but no timestamp has moved and no timer has come nearer.</summary>
    public void Suspend(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref _suspended, by.Ticks);
    }

    /// <summary>Moves the clock to the next timer and fires it. False when no timer is running.</summary>
    public bool AdvanceToNextTimer()
    {
        if (UntilNextTimer is not { } wait) return false;
        Advance(wait);
        return true;
    }

    /// <summary>
    /// Waits until code under test has started a timer that is due within <paramref name="within"/>: the moment from which advancing has
    /// something to fire. Returns at once if there is one.
    /// </summary>
    public async Task WaitForTimerAsync(TimeSpan within, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task scheduled;
            lock (_lock)
            {
                if (TryPeek(out long due) && due - _elapsed <= within.Ticks) return;
                scheduled = _scheduled.Task;
            }

            await scheduled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal void Schedule(FakeTimer timer, TimeSpan dueTime)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            timer.Due = dueTime < TimeSpan.Zero ? null : _elapsed + dueTime.Ticks;
            if (timer.Due is not { } due) return;
            timer.Ticket = ++_order;
            _queue.Enqueue(timer, (due, timer.Ticket));
            signal = _scheduled;
            _scheduled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        signal.TrySetResult();
    }

    private FakeTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            if (!TryPeek(out long due) || due > target) return null;
            FakeTimer timer = _queue.Dequeue();
            timer.Due = null;
            Volatile.Write(ref _elapsed, Math.Max(_elapsed, due));
            return timer;
        }
    }

    /// <summary>Looks past entries of timers that were changed or disposed meanwhile.</summary>
    private bool TryPeek(out long due)
    {
        while (_queue.TryPeek(out FakeTimer? timer, out (long Due, long Order) at))
        {
            due = at.Due;
            if (timer.Ticket == at.Order && timer.Due == at.Due) return true;
            _queue.Dequeue();
        }

        due = 0;
        return false;
    }
}
