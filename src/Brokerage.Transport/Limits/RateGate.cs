namespace Brokerage.Transport;

/// <summary>
/// Hands out leave to send, for all limits of one broker in one environment. All limits that count a request must grant. Cancels pass
/// first, then placements, sessions, reads, background work; within a level connections take turns; who waits long moves up. Thread-safe.
/// </summary>
internal sealed class RateGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly int _maxQueued;
    private readonly List<RateWaiter> _waiters = [];
    private readonly Dictionary<string, long> _flows = new(StringComparer.Ordinal);
    private readonly RateBuckets _buckets = new();
    private readonly long _origin;
    private long _pass, _order, _virtualTime, _wakeAt = long.MaxValue;

    public RateGate(TimeProvider time, int maxQueued)
    {
        (_time, _maxQueued) = (time, maxQueued);
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((RateGate)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Queued
    {
        get
        {
            lock (_lock) return _waiters.Count;
        }
    }

    /// <summary>Waits for leave.</summary>
    /// <returns>Null when it would not come within <paramref name="patience"/>, or the queue is full.</returns>
    public ValueTask<RatePermit?> AcquireAsync(
        RateCaller caller, in RateRouteKey key, RatePriority priority, TimeSpan patience, CancellationToken cancellationToken)
    {
        RateWaiter waiter;
        lock (_lock)
        {
            long now = Now();
            RateRoute route = _buckets.Route(key, caller, now);
            if (_waiters.Count == 0 && route.CanGrant(priority, now)) return new(route.Grant(this, now));
            long deadline = now + patience.Ticks;
            if (patience <= TimeSpan.Zero || _waiters.Count >= _maxQueued || route.PausedUntil() > deadline) return new((RatePermit?)null);
            waiter = new RateWaiter(route, priority, NextTag(route.Flow), now, deadline) { Order = ++_order };
            _waiters.Add(waiter);
            Drain(now);
        }

        return cancellationToken.CanBeCanceled && !waiter.Task.IsCompleted ? WatchAsync(waiter, cancellationToken) : new(waiter.Task);
    }

    /// <summary>How long the caller's limits are paused; zero when they are not.</summary>
    public TimeSpan PauseLeft(RateCaller caller, in RateRouteKey key)
    {
        lock (_lock)
        {
            long now = Now();
            return TimeSpan.FromTicks(Math.Max(0, _buckets.Route(key, caller, now).PausedUntil() - now));
        }
    }

    public void Complete(RatePermit permit, bool used)
    {
        lock (_lock)
        {
            long now = Now();
            RateBucket[] buckets = permit.Route.Buckets;
            for (int i = 0; i < buckets.Length; i++)
            {
                if (used) buckets[i].Complete(permit.Slots[i], permit.GrantedAt, now);
                else buckets[i].Return(permit.Slots[i]);
            }

            if (_waiters.Count > 0) Drain(now);
        }
    }

    /// <summary>The broker said "too many": nobody who shares a limit of this route sends for a while.</summary>
    public TimeSpan Pause(RateRoute route, TimeSpan? asked, double jitter)
    {
        lock (_lock)
        {
            long now = Now();
            TimeSpan longest = TimeSpan.Zero;
            foreach (RateBucket bucket in route.Buckets)
            {
                if (bucket.Limit is null && route.Buckets.Length > 1) continue;
                // All waiters of all processes would come back together; a tenth more, at random, spreads them.
                TimeSpan pause = RatePause.For(bucket.Limit, asked) * (1 + jitter / 10);
                bucket.Pause(now + pause.Ticks);
                if (pause > longest) longest = pause;
            }

            Drain(now);
            return longest;
        }
    }

    /// <summary>The broker's own count, from its headers.</summary>
    public void Observe(RateRoute route, RateCount count)
    {
        if (route.Buckets.Length < 2) return;
        lock (_lock)
        {
            route.Buckets[1].Observe(count, Now());
            if (_waiters.Count > 0) Drain(Now());
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Drain(long now)
    {
        _pass++;
        foreach (RateWaiter waiter in _waiters) waiter.Age(now);
        _waiters.Sort(RateWaiter.Compare);

        long wakeAt = long.MaxValue;
        int kept = 0;
        for (int i = 0; i < _waiters.Count; i++)
        {
            RateWaiter waiter = _waiters[i];
            if (Settle(waiter, now)) continue;
            wakeAt = Math.Min(wakeAt, WakeFor(waiter, now));
            _waiters[kept++] = waiter;
        }

        _waiters.RemoveRange(kept, _waiters.Count - kept);
        if (_waiters.Count == 0) _flows.Clear();
        SetTimer(wakeAt, now);
    }

    /// <summary>True when the waiter is done: granted, or out of patience.</summary>
    private bool Settle(RateWaiter waiter, long now)
    {
        bool free = true;
        foreach (RateBucket bucket in waiter.Route.Buckets)
        {
            if (bucket.ClaimedIn == _pass) free = false;
            else if (!bucket.CanGrant(waiter.Priority, now)) (free, bucket.ClaimedIn) = (false, _pass);
        }

        if (free)
        {
            _virtualTime = Math.Max(_virtualTime, waiter.Tag);
            RatePermit permit = waiter.Route.Grant(this, now);
            if (!waiter.TrySetResult(permit)) permit.Return();
            return true;
        }

        if (waiter.Deadline <= now) return waiter.TrySetResult(null) || true;
        if (!waiter.IsImpatient) return false;
        foreach (RateBucket bucket in waiter.Route.Buckets) bucket.ClaimedIn = _pass;
        return false;
    }

    private static long WakeFor(RateWaiter waiter, long now)
    {
        long at = waiter.Deadline;
        foreach (RateBucket bucket in waiter.Route.Buckets)
        {
            if (!bucket.CanGrant(waiter.Priority, now)) at = Math.Min(at, bucket.NextChange(now));
        }

        return at;
    }

    private void SetTimer(long wakeAt, long now)
    {
        if (wakeAt == _wakeAt) return;
        _wakeAt = wakeAt;
        // Rounded up to a whole millisecond: the platform's timers cut, and would fire too early and in vain.
        TimeSpan wait = wakeAt == long.MaxValue ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling((wakeAt - now) / (double)TimeSpan.TicksPerMillisecond), 0, int.MaxValue));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _wakeAt = long.MaxValue;
            Drain(Now());
        }
    }

    private async ValueTask<RatePermit?> WatchAsync(RateWaiter waiter, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration watch = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (RateGate gate, RateWaiter waiter) = ((RateGate, RateWaiter))state!;
                gate.Leave(waiter, token);
            },
            (this, waiter));
        return await waiter.Task.ConfigureAwait(false);
    }

    private void Leave(RateWaiter waiter, CancellationToken token)
    {
        lock (_lock)
        {
            if (!waiter.TrySetCanceled(token)) return;
            _waiters.Remove(waiter);
            Drain(Now());
        }
    }

    private long NextTag(string flow)
    {
        long tag = Math.Max(_virtualTime, _flows.GetValueOrDefault(flow)) + 1;
        _flows[flow] = tag;
        return tag;
    }

    private long Now() => _time.GetElapsedTime(_origin).Ticks;
}
