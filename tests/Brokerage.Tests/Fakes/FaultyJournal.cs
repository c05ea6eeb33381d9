namespace Brokerage.Tests.Fakes;

/// <summary>A journal whose store fails when a test says so.</summary>
internal sealed class FaultyJournal : IOrderJournal
{
    private readonly MemoryOrderJournal _inner = new();

    public Exception? ReadFault { get; set; }

    public Exception? WriteFault { get; set; }

    /// <summary>What happens just before an entry is written.</summary>
    public Func<JournalEntry, Task>? BeforeWrite { get; set; }

    /// <summary>What happens between the reading of an entry and the moment in which it is told.</summary>
    public Func<JournalEntry?, Task>? AfterFind { get; set; }

    public async ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        if (BeforeWrite is { } before) await before(entry);
        if (WriteFault is { } fault) throw fault;
        return await _inner.TryWriteAsync(entry, cancellationToken);
    }

    public async ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        var found = await Readable().FindAsync(key, cancellationToken);
        if (AfterFind is { } after) await after(found);
        return found;
    }

    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        Readable().FindByOrderAsync(order, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
        Readable().ListOpenAsync(account, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
        Readable().ListQueuedAsync(account, cancellationToken);

    private MemoryOrderJournal Readable() => ReadFault is { } fault ? throw fault : _inner;
}
