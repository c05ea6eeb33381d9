namespace Brokerage;

/// <summary>A journal that lives as long as the process: for tests, and where a crash may lose what was under way.</summary>
public sealed class MemoryOrderJournal : IOrderJournal
{
    private readonly Lock _gate = new();
    private readonly JournalIndex _index = new();

    /// <inheritdoc/>
    public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (_gate)
        {
            if (!_index.TryAccept(entry)) return ValueTask.FromResult(false);
            _index.Put(entry);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate) return ValueTask.FromResult(_index.Find(key));
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_gate) return ValueTask.FromResult(_index.FindByOrder(order));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(_index.ListOpen(account));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(_index.ListQueued(account));
    }
}
