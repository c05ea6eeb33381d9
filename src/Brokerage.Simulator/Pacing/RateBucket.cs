namespace Brokerage.Simulator.Pacing;

/// <summary>Requests counted in fixed windows, as brokers that answer with limit, remaining and reset count them. Thread-safe.</summary>
internal sealed class RateBucket(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _resets;
    private int _used;

    public RateState Take(bool enforce)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now >= _resets)
            {
                _used = 0;
                _resets = now + window;
            }

            var refused = enforce && _used >= limit;
            _used = refused ? _used : _used + 1;
            return new RateState(limit, Math.Max(0, limit - _used), _resets, refused);
        }
    }
}
