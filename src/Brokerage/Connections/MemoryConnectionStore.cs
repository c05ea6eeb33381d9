using System.Collections.Concurrent;

namespace Brokerage;

/// <summary>Keeps connections in this process; they are gone when it ends.</summary>
public sealed class MemoryConnectionStore : IConnectionStore
{
    private readonly ConcurrentDictionary<ConnectionId, StoredConnection> _connections = new();

    /// <inheritdoc/>
    public ValueTask<StoredConnection?> FindAsync(ConnectionId connection, CancellationToken cancellationToken = default) => new(_connections.GetValueOrDefault(connection));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredConnection>> ListAsync(string? user, CancellationToken cancellationToken = default) => new(
    [
        .. _connections.Values
            .Where(connection => string.Equals(connection.User, user, StringComparison.Ordinal))
            .OrderBy(connection => connection.ConnectedAt).ThenBy(connection => connection.Connection.Value, StringComparer.Ordinal),
    ]);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredConnection>> ListAllAsync(ConnectionId? after, int limit, CancellationToken cancellationToken = default) => new(
    [
        .. _connections.Values
            .Where(connection => after is not { } last || string.CompareOrdinal(connection.Connection.Value, last.Value) > 0)
            .OrderBy(connection => connection.Connection.Value, StringComparer.Ordinal)
            .Take(limit),
    ]);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(StoredConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new(_connections.TryAdd(connection.Connection, connection with { Version = 1 }));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryUpdateAsync(StoredConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new(_connections.TryGetValue(connection.Connection, out var stored)
            && stored.Version == connection.Version
            && _connections.TryUpdate(connection.Connection, connection with { Version = connection.Version + 1 }, stored));
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => new(_connections.TryRemove(connection, out _));
}
