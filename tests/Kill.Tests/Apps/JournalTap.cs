namespace Brokerage.Kill.Tests.Apps;

/// <summary>A journal at whose writes something can be done.</summary>
internal sealed class JournalTap(IOrderJournal inner, Func<JournalEntry, Func<ValueTask<bool>>, ValueTask<bool>> write) : IOrderJournal
{
    public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default) =>
        write(entry, () => inner.TryWriteAsync(entry, cancellationToken));

    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        inner.FindByOrderAsync(order, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
        inner.ListOpenAsync(account, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
        inner.ListQueuedAsync(account, cancellationToken);
}
