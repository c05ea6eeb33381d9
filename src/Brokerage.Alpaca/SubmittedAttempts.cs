namespace Brokerage.Alpaca;

/// <summary>
/// The attempts that were sent, so that none is sent twice by mistake. Each is remembered for a day: mistakes of this kind are made within moments,
/// what a program repeats later has the journal for it, and Alpaca itself refuses the id of an order that it has. Thread-safe.
/// </summary>
internal sealed class SubmittedAttempts(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private HashSet<(ClientOrderId Id, int Attempt)> _recent = [];
    private HashSet<(ClientOrderId Id, int Attempt)> _former = [];
    private long _since = clock.GetTimestamp();

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _recent.Count + _former.Count;
            }
        }
    }

    /// <returns>False where it was sent before.</returns>
    public bool TryAdd(PreparedOrder order)
    {
        lock (_gate)
        {
            Turn();
            return !_former.Contains(Of(order)) && _recent.Add(Of(order));
        }
    }

    /// <summary>It was not sent after all.</summary>
    public void Remove(PreparedOrder order)
    {
        lock (_gate)
        {
            _recent.Remove(Of(order));
            _former.Remove(Of(order));
        }
    }

    // Day by day, so that forgetting costs nothing: what is former has been remembered for long enough when the next day is over.
    private void Turn()
    {
        var passed = clock.GetElapsedTime(_since);
        if (passed < Remembered)
        {
            return;
        }

        (_former, _recent) = (passed < 2 * Remembered ? _recent : [], []);
        _since = clock.GetTimestamp();
    }

    private static (ClientOrderId Id, int Attempt) Of(PreparedOrder order) => (order.Intent.ClientOrderId, order.Attempt);
}
