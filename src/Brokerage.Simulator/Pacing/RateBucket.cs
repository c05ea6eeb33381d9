namespace Brokerage.Simulator.Pacing;

/// <summary>Requests counted in fixed windows, as brokers that answer with limit, remaining and reset count them. Thread-safe.</summary>
internal sealed class RateBucket(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _resets;
    private int _used;

    /// <summary>What it says where a request is refused, whatever was counted.</summary>
    public RateState Refuse()
    {
        lock (_lock)
        {
            Turn();
            return new RateState(limit, 0, _resets, Refused: true);
        }
    }

    public RateState Take(bool enforce)
    {
        lock (_lock)
        {
            Turn();
            var refused = enforce && _used >= limit;
            _used = refused ? _used : _used + 1;
            return new RateState(limit, Math.Max(0, limit - _used), _resets, refused);
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow();
        if (now < _resets)
        {
            return;
        }

        _used = 0;
        _resets = now + window;
    }
}
