namespace Brokerage;

/// <summary>Keeps the connections of users. Thread-safe; where several processes share a store, across them too.</summary>
public interface IConnectionStore
{
    /// <summary>One connection; null if it is not known.</summary>
    ValueTask<StoredConnection?> FindAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>The connections of one user, the oldest first.</summary>
    /// <param name="user">The user; null lists those that belong to nobody, never those of all users.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<StoredConnection>> ListAsync(string? user, CancellationToken cancellationToken = default);

    /// <summary>The connections of all users, in the order of their ids: for work in the background.</summary>
    /// <param name="after">Where to go on; null to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<StoredConnection>> ListAllAsync(ConnectionId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Adds a connection, with version 1.</summary>
    /// <returns>False if its id is taken.</returns>
    ValueTask<bool> TryAddAsync(StoredConnection connection, CancellationToken cancellationToken = default);

    /// <summary>Stores a change, with the next version, if nobody else has changed it since it was read.</summary>
    /// <returns>False if its stored version is another one, or it is not there.</returns>
    ValueTask<bool> TryUpdateAsync(StoredConnection connection, CancellationToken cancellationToken = default);

    /// <summary>Forgets a connection.</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
