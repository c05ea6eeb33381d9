namespace Brokerage.Simulator.ETrade;

/// <summary>The broker's messages to the user. Thread-safe.</summary>
internal sealed class AlertBook
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private long _last = 1_000_000;

    public AlertBook(IEnumerable<ETradeUserAlert> first, TimeProvider time)
    {
        _time = time;
        foreach (var alert in first)
        {
            Add(alert);
        }
    }

    public void Add(ETradeUserAlert alert)
    {
        lock (_lock)
        {
            _entries.Add(new Entry(++_last, alert, _time.GetUtcNow()));
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Entry> All()
    {
        lock (_lock)
        {
            return [.. _entries.AsEnumerable().Reverse()];
        }
    }

    /// <summary>Opens one; it counts as read from now on.</summary>
    public Entry? Read(long id) => Change(id, entry => entry with { ReadAt = entry.ReadAt ?? _time.GetUtcNow() });

    public bool Delete(long id) => Change(id, entry => entry with { DeletedAt = entry.DeletedAt ?? _time.GetUtcNow() }) is not null;

    private Entry? Change(long id, Func<Entry, Entry> change)
    {
        lock (_lock)
        {
            var at = _entries.FindIndex(entry => entry.Id == id);
            return at < 0 ? null : (_entries[at] = change(_entries[at]));
        }
    }

    internal sealed record Entry(long Id, ETradeUserAlert Alert, DateTimeOffset CreatedAt)
    {
        public DateTimeOffset? ReadAt { get; init; }

        public DateTimeOffset? DeletedAt { get; init; }

        public string Status => DeletedAt is not null ? "DELETED" : ReadAt is not null ? "READ" : "UNREAD";
    }
}
