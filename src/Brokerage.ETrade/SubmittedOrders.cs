namespace Brokerage.ETrade;

/// <summary>
/// What was sent by this process: attempts, so that none is sent twice by mistake, and the ids that E*TRADE gave, so that nobody takes another
/// wish's order for his own: with the account, since each may number its orders by itself. Each is remembered for a day at least. Thread-safe.
/// </summary>
internal sealed class SubmittedOrders(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private Day _recent = new();
    private Day _former = new();
    private long _since = clock.GetTimestamp();

    /// <summary>How many attempts are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _recent.Attempts.Count + _former.Attempts.Count;
            }
        }
    }

    /// <returns>False where the attempt, or this very preparation of it, was sent before.</returns>
    public bool TryAdd(PreparedOrder order)
    {
        lock (_gate)
        {
            Turn();
            var spent = (order.WireId!, order.Attempt);
            var isSpent = _former.Attempts.Contains(Of(order)) || _former.Spent.Contains(spent) || _recent.Spent.Contains(spent);
            return !isSpent && _recent.Attempts.Add(Of(order));
        }
    }

    /// <summary>Nothing has left: the attempt and its preparation are still to be had.</summary>
    public void Return(PreparedOrder order)
    {
        lock (_gate)
        {
            _recent.Attempts.Remove(Of(order));
            _former.Attempts.Remove(Of(order));
        }
    }

    /// <summary>It was sent, or would have been: as this attempt the preparation has no use any more.</summary>
    public void Spend(PreparedOrder order)
    {
        lock (_gate)
        {
            _recent.Spent.Add((order.WireId!, order.Attempt));
            _recent.Sent[order.Intent.ClientOrderId] = SentUnlocked(order.Intent.ClientOrderId) + 1;
        }
    }

    /// <summary>How many preparations of a wish were spent.</summary>
    public int Sent(ClientOrderId id)
    {
        lock (_gate)
        {
            return SentUnlocked(id);
        }
    }

    /// <summary>Notes the ids that E*TRADE gave a wish, in the wish's account.</summary>
    public void Note(OrderIntent wish, IEnumerable<OrderAck> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (row.Order is { } order)
                {
                    _recent.Given[new OrderRef(wish.Account, order)] = wish.ClientOrderId;
                }
            }
        }
    }

    /// <summary>Whether an order is known to be that of another wish.</summary>
    public bool IsAnothers(OrderRef order, ClientOrderId wish)
    {
        lock (_gate)
        {
            return (_recent.Given.TryGetValue(order, out var owner) || _former.Given.TryGetValue(order, out owner)) && owner != wish;
        }
    }

    private int SentUnlocked(ClientOrderId id) => _recent.Sent.TryGetValue(id, out var sent) || _former.Sent.TryGetValue(id, out sent) ? sent : 0;

    // Day by day, so that forgetting costs nothing.
    private void Turn()
    {
        var passed = clock.GetElapsedTime(_since);
        if (passed < Remembered)
        {
            return;
        }

        (_former, _recent) = (passed < 2 * Remembered ? _recent : new Day(), new Day());
        _since = clock.GetTimestamp();
    }

    private static (ClientOrderId Id, int Attempt) Of(PreparedOrder order) => (order.Intent.ClientOrderId, order.Attempt);

    private sealed class Day
    {
        public HashSet<(ClientOrderId Id, int Attempt)> Attempts { get; } = [];

        public HashSet<(string WireId, int Attempt)> Spent { get; } = [];

        public Dictionary<ClientOrderId, int> Sent { get; } = [];

        public Dictionary<OrderRef, ClientOrderId> Given { get; } = [];
    }
}
