namespace Brokerage;

/// <summary>The entries in memory, by key and by broker's order. Not thread-safe: its owner locks.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<OrderRef, string> _orders = [];
    private readonly SortedDictionary<long, string> _open = [];
    private readonly SortedDictionary<long, string> _queued = [];
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);
    private long _next;

    internal bool IsNext(JournalEntry entry) => entry.Version == (_entries.TryGetValue(entry.Key, out var stored) ? stored.Version : 0) + 1;

    internal void Put(JournalEntry entry)
    {
        if (!_places.TryGetValue(entry.Key, out var place)) _places[entry.Key] = place = _next++;

        _entries[entry.Key] = entry;
        foreach (var ack in entry.Orders)
        {
            if (ack.Order is { } order && entry.Order is not null) _orders[new OrderRef(entry.Account, order)] = entry.Key;
        }

        if (entry.IsOpen) _open[place] = entry.Key;
        else _open.Remove(place);
        if (entry.IsQueued) _queued[place] = entry.Key;
        else _queued.Remove(place);
    }

    internal JournalEntry? Find(string key) => _entries.GetValueOrDefault(key);

    internal JournalEntry? FindByOrder(OrderRef order) => _orders.TryGetValue(order, out var key) ? _entries[key] : null;

    internal IReadOnlyList<JournalEntry> ListOpen(AccountRef? account) =>
        [.. _open.Values.Select(key => _entries[key]).Where(entry => account is null || entry.Account == account)];

    internal IReadOnlyList<JournalEntry> ListQueued(AccountRef? account) =>
        [.. _queued.Values.Select(key => _entries[key]).Where(entry => account is null || entry.Account == account)];
}
