namespace Brokerage.Exchange;

/// <summary>What is to happen, by time and then by the order of planning.</summary>
internal sealed class Timeline
{
    private readonly PriorityQueue<Action, (long Ticks, long Sequence)> _queue = new();
    private long _sequence;

    public void Plan(DateTimeOffset at, Action action) => _queue.Enqueue(action, (at.UtcTicks, _sequence++));

    /// <summary>Takes the next thing that is due.</summary>
    public bool TryTake(DateTimeOffset until, out DateTimeOffset at, out Action action)
    {
        if (_queue.TryPeek(out var next, out var key) && key.Ticks <= until.UtcTicks)
        {
            _queue.Dequeue();
            (at, action) = (new DateTimeOffset(key.Ticks, TimeSpan.Zero), next);
            return true;
        }

        (at, action) = (default, static () => { });
        return false;
    }
}
