namespace Brokerage;

/// <summary>Keeps what the accounts of connections held when they were last read. Thread-safe; where several processes share a store, across them too.</summary>
public interface IHoldingsStore
{
    /// <summary>What one account held; null if it was never stored.</summary>
    ValueTask<StoredHoldings?> FindAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>What all accounts of a connection held, in the order of the accounts' ids.</summary>
    ValueTask<IReadOnlyList<StoredHoldings>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts an account's holdings in the place of those that the caller has read, positions and figures together, all of it or nothing; a
    /// program that dies meanwhile leaves the former or the new ones. Rows come back as they were given, in their order, also several of one
    /// instrument in one bucket. It is stored with the next <see cref="StoredHoldings.Version"/>.
    /// </summary>
    /// <param name="holdings">What to store, with the version that it replaces: 0 where nothing may be stored yet.</param>
    /// <param name="cancellationToken">Ends the wait; it may have been stored.</param>
    /// <returns>False if the stored version is another one; nothing was changed.</returns>
    ValueTask<bool> TryReplaceAsync(StoredHoldings holdings, CancellationToken cancellationToken = default);

    /// <summary>Forgets one account.</summary>
    /// <returns>Whether anything was stored of it.</returns>
    ValueTask<bool> DeleteAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Forgets all accounts of a connection.</summary>
    ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
