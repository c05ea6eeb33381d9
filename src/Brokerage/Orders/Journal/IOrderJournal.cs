namespace Brokerage;

/// <summary>
/// Where wishes are written down before they leave, so that after a crash it is known which of them may have arrived. Keeps entries; what
/// they mean is decided elsewhere. Thread-safe.
/// </summary>
/// <remarks>
/// <para>An entry that <see cref="JournalEntry.MustBeDurable"/> is on the disk when <see cref="TryWriteAsync"/> returns. Any other may reach it
/// later, but in order: a lost outcome leaves Sending, which is resolved again.</para>
/// <para>One process at a time uses a journal: what another is sending looks like what it left behind. A store of one's own keeps the bytes of
/// <see cref="JournalCodec"/>, and beside them what it needs to find them. Every method throws <see cref="IOException"/> where the store
/// cannot be read or written.</para>
/// </remarks>
public interface IOrderJournal
{
    /// <summary>Writes an entry if its version is the next one.</summary>
    /// <returns>False if somebody else has written that version already: read again.</returns>
    /// <exception cref="IOException">It could not be written. Nothing may be sent.</exception>
    ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default);

    /// <summary>The entry of a key; null if there is none.</summary>
    ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// The entry that a broker's order came of: the one that has it among its <see cref="JournalEntry.OwnOrders"/>. Null if it was placed
    /// elsewhere.
    /// </summary>
    ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>
    /// Entries whose outcome is not known, or which order of the broker's came of them, or that wait for an answer
    /// (<see cref="JournalEntry.IsOpen"/>), oldest first.
    /// </summary>
    /// <param name="account">One account; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Entries with a <see cref="JournalEntry.Queue"/> whose sending is not over (<see cref="JournalEntry.IsQueued"/>): queued, not arrived, asked
    /// about without an answer, or sent with an unknown outcome. Oldest first.
    /// </summary>
    /// <param name="account">One account; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default);
}
