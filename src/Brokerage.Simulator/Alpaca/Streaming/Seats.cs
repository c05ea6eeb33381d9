namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>
/// Who is connected. Where the connection limit is kept, a credential has one seat per stream, and one that broke without
/// goodbye is kept by its ghost for a while. Thread-safe.
/// </summary>
internal sealed class Seats(bool limited, TimeProvider time)
{
    private static readonly TimeSpan GhostLife = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ghosts = new(StringComparer.Ordinal);

    public bool TryTake(string seat)
    {
        if (!limited)
        {
            return true;
        }

        lock (_lock)
        {
            if (_ghosts.TryGetValue(seat, out var until) && time.GetUtcNow() < until)
            {
                return false;
            }

            _ghosts.Remove(seat);
            return _taken.Add(seat);
        }
    }

    public void Leave(string seat, bool cleanly)
    {
        if (!limited)
        {
            return;
        }

        lock (_lock)
        {
            if (_taken.Remove(seat) && !cleanly)
            {
                _ghosts[seat] = time.GetUtcNow() + GhostLife;
            }
        }
    }
}
