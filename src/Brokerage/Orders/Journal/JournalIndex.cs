namespace Brokerage;

/// <summary>The entries in memory, by key and by broker's order. Not thread-safe: its owner locks.</summary>
internal sealed class JournalIndex
{
    private readonly Dictionary<string, Wish> _wishes = new(StringComparer.Ordinal);
    private readonly Dictionary<OrderRef, Wish> _orders = [];
    private readonly SortedDictionary<long, Wish> _open = [];
    private readonly SortedDictionary<long, Wish> _queued = [];

    /// <summary>Takes an entry if its version is the next one. It is not found before it is put.</summary>
    internal bool TryAccept(JournalEntry entry)
    {
        var wish = _wishes.GetValueOrDefault(entry.Key);
        if (entry.Version != (wish?.Accepted ?? 0) + 1) return false;

        if (wish is null) _wishes.Add(entry.Key, wish = new Wish(_wishes.Count));
        wish.Accepted = entry.Version;
        return true;
    }

    /// <summary>From now on the entry is what is found.</summary>
    internal void Put(JournalEntry entry)
    {
        if (!_wishes.TryGetValue(entry.Key, out var wish)) _wishes.Add(entry.Key, wish = new Wish(_wishes.Count));

        (wish.Entry, wish.Accepted) = (entry, Math.Max(wish.Accepted, entry.Version));
        foreach (var order in entry.OwnOrders) _orders[new OrderRef(entry.Account, order)] = wish;

        if (entry.IsOpen) _open[wish.Place] = wish;
        else _open.Remove(wish.Place);
        if (entry.IsQueued) _queued[wish.Place] = wish;
        else _queued.Remove(wish.Place);
    }

    internal JournalEntry? Find(string key) => _wishes.GetValueOrDefault(key)?.Entry;

    internal JournalEntry? FindByOrder(OrderRef order) => _orders.GetValueOrDefault(order)?.Entry;

    internal IReadOnlyList<JournalEntry> ListOpen(AccountRef? account) => [.. Of(_open, account)];

    internal IReadOnlyList<JournalEntry> ListQueued(AccountRef? account) => [.. Of(_queued, account)];

    private static IEnumerable<JournalEntry> Of(SortedDictionary<long, Wish> wishes, AccountRef? account) =>
        wishes.Values.Select(wish => wish.Entry!).Where(entry => account is null || entry.Account == account);

    /// <param name="place">How many came before it.</param>
    private sealed class Wish(long place)
    {
        public long Place => place;

        /// <summary>The last version that was taken.</summary>
        public long Accepted { get; set; }

        /// <summary>What is found; null while nothing was put.</summary>
        public JournalEntry? Entry { get; set; }
    }
}
