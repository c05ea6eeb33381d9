namespace Brokerage.Transport;

/// <summary>
/// One limit for one of those who share it, as a sliding window: never more than so many requests in any stretch of the window's length,
/// wherever the stretch begins. A slot is freed one window after its answer came, since only then it is certain when the broker
/// counted it; an answer that takes longer than <see cref="ArrivalSlack"/> is taken to have been counted by then. All times are ticks of
/// the gate's clock. Guarded by the gate's lock.
/// </summary>
internal sealed class RateBucket
{
    /// <summary>How long after leaving a request may arrive at the broker's counter, at most.</summary>
    public static readonly long ArrivalSlack = TimeSpan.FromSeconds(1).Ticks;

    private const int FirstCapacity = 16;

    private readonly int _atOnce, _atOnceReserve;
    private readonly double _share;
    private readonly long _window;
    private int _permits, _reserve;
    private long[] _until = [];
    private long _head, _tail;
    private int _inFlight;
    private long _pausedUntil, _serverReset;
    private int _serverLeft;

    public RateBucket(RateLimit? limit, double share)
    {
        Limit = limit;
        _share = share;
        _window = limit?.Window.Ticks ?? 0;
        _atOnce = limit?.AtOnce is { } atOnce ? Math.Max(1, (int)(atOnce * share)) : int.MaxValue;
        Allow(limit?.Permits ?? int.MaxValue);
        _atOnceReserve = _atOnce is > 1 and < int.MaxValue ? 1 : 0;
    }

    public RateLimit? Limit { get; }

    /// <summary>The pass of the gate in which somebody more urgent waits for this bucket.</summary>
    public long ClaimedIn { get; set; }

    public long PausedUntil => _pausedUntil;

    /// <summary>Nothing to remember: it may be forgotten.</summary>
    public bool IsIdle(long now)
    {
        Expire(now);
        return _head == _tail && _inFlight == 0 && _pausedUntil <= now && _serverReset <= now;
    }

    public bool CanGrant(RatePriority priority, long now)
    {
        if (_pausedUntil > now) return false;
        bool urgent = priority == RatePriority.Cancel;
        if (_inFlight >= _atOnce - (urgent ? 0 : _atOnceReserve)) return false;
        if (_serverReset > now && _serverLeft <= (urgent ? 0 : _reserve)) return false;
        if (Limit is null) return true;
        Expire(now);
        return _tail - _head < _permits - (urgent ? 0 : _reserve);
    }

    /// <summary>Takes a slot; its number is given back on completion.</summary>
    public long Grant(long now)
    {
        _inFlight++;
        if (_serverReset > now) _serverLeft--;
        if (Limit is null) return 0;
        if (_tail - _head == _until.Length) GrowRing();
        _until[_tail % _until.Length] = now + ArrivalSlack + _window;
        return _tail++;
    }

    public void Complete(long slot, long grantedAt, long now)
    {
        _inFlight--;
        if (Limit is null || slot < _head) return;
        _until[slot % _until.Length] = Math.Min(now, grantedAt + ArrivalSlack) + _window;
    }

    /// <summary>Gives a slot back that was never used: nothing was sent.</summary>
    public void Return(long slot)
    {
        _inFlight--;
        if (Limit is null || slot < _head) return;
        _until[slot % _until.Length] = 0;
    }

    public void Pause(long until) => _pausedUntil = Math.Max(_pausedUntil, until);

    /// <summary>What the broker's own counter says; requests under way are not in it yet.</summary>
    public void Observe(RateCount count, long now)
    {
        _serverLeft = Math.Max(0, count.Left - _inFlight);
        _serverReset = now + count.ResetIn.Ticks;
        if (count.InAll is { } all) Allow(all);
    }

    /// <summary>When it is worth looking again; <see cref="long.MaxValue"/> when only a completion can help.</summary>
    public long NextChange(long now)
    {
        long next = long.MaxValue;
        if (_pausedUntil > now) next = _pausedUntil;
        if (_serverReset > now) next = Math.Min(next, _serverReset);
        if (_head < _tail) next = Math.Min(next, Math.Max(now + 1, _until[_head % _until.Length]));
        return next;
    }

    private void Allow(int requests)
    {
        _permits = Limit is null ? int.MaxValue : Math.Max(1, (int)(requests * _share));
        // A tenth, so that what works can be taken back while everything else is used up: of 200 a minute that is 20 orders. A small limit keeps nothing
        // back: there cancels are first in the queue, and that must do.
        _reserve = Limit is null || _permits < 5 ? 0 : Math.Max(1, _permits / 10);
    }

    private void Expire(long now)
    {
        while (_head < _tail && _until[_head % _until.Length] <= now) _head++;
    }

    private void GrowRing()
    {
        var larger = new long[Math.Max(FirstCapacity, _until.Length * 2)];
        for (long slot = _head; slot < _tail; slot++) larger[slot % larger.Length] = _until[slot % _until.Length];
        _until = larger;
    }
}
