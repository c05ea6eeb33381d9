namespace Brokerage;

/// <summary>
/// Keeps sealed secrets, one record for each connection. It sees no secret and needs no key. Thread-safe; where several processes share a
/// store, across them too.
/// </summary>
public interface ITokenStore
{
    /// <summary>The record of a connection; null if there is none.</summary>
    ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a record, durably, if what is stored is still what the caller has read (<see cref="SealedSecrets.IsSameAs"/>).
    /// </summary>
    /// <param name="record">What to write.</param>
    /// <param name="replaces">What it replaces; null where nothing may be stored yet.</param>
    /// <param name="cancellationToken">Ends the wait; the record may have been written.</param>
    /// <returns>False if something else is stored; nothing was written.</returns>
    ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default);

    /// <summary>Forgets the secrets of a connection.</summary>
    /// <returns>Whether there were any.</returns>
    ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Records that another key than this one seals, in the order of their connections' ids.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="after">Where to go on; null to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until nobody else renews the secrets of this connection. Held while a refresh token is spent: two owners who spend the same one
    /// would end the login.
    /// </summary>
    /// <returns>Dispose it to let the next one in.</returns>
    ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
