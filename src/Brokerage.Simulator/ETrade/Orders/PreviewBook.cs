namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>Previews that wait to be placed: each once, for a while, by the very order that was previewed. Thread-safe.</summary>
internal sealed class PreviewBook(TimeProvider time, TimeSpan life)
{
    private const int Kept = 10_000;

    // Such numbers were seen: beyond 32 bits.
    private const long First = 2_016_271_811_310;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Preview> _open = [];
    private readonly Queue<long> _order = new();
    private long _last = First;

    /// <summary>Notes a preview; <paramref name="changes"/> is the order that it is to change, <paramref name="filled"/> what that has filled.</summary>
    public long Add(AccountBook book, AskedOrder asked, OrderId? changes, decimal filled)
    {
        lock (_lock)
        {
            _last += 7;
            _open[_last] = new Preview(book.Id, asked.Known, changes, filled, time.GetUtcNow() + life);
            _order.Enqueue(_last);
            if (_order.Count > Kept)
            {
                _open.Remove(_order.Dequeue());
            }

            return _last;
        }
    }

    /// <summary>Takes a preview out for good, and says what its order had filled.</summary>
    /// <exception cref="ETradeRefusal">There is none of this number, it is over, or it is of another order.</exception>
    public decimal Take(long id, AccountBook book, string? known, OrderId? changes)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(id, out var preview) || preview.Account != book.Id)
            {
                throw ETradeErrors.UnknownPreview();
            }

            if (preview.Ends <= time.GetUtcNow() || preview.Changes != changes || !string.Equals(preview.Known, known, StringComparison.Ordinal))
            {
                throw ETradeErrors.PlaceTimedOut();
            }

            _open.Remove(id);
            return preview.Filled;
        }
    }

    private sealed record Preview(AccountId Account, string Known, OrderId? Changes, decimal Filled, DateTimeOffset Ends);
}
