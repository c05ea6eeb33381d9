using System.Collections.Concurrent;

namespace Brokerage;

/// <summary>Keeps sealed secrets in this process; they are gone when it ends. For tests and for programs that sign in each time.</summary>
public sealed class MemoryTokenStore : ITokenStore
{
    private readonly ConcurrentDictionary<ConnectionId, SealedSecrets> _records = new();
    private readonly KeyedLocks _locks = new();

    /// <inheritdoc/>
    public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => new(_records.GetValueOrDefault(connection));

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (replaces is null) return new(_records.TryAdd(record.Owner.Connection, record));
        // The dictionary compares whole records; ours are compared by what identifies their state.
        return new(_records.TryGetValue(record.Owner.Connection, out SealedSecrets? held) && held.IsSameAs(replaces) && _records.TryUpdate(record.Owner.Connection, record, held));
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => new(_records.TryRemove(connection, out _));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default) =>
        new(OtherKeys.Select(_records.Values, keyId, after, limit));

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => _locks.LockAsync(connection.Value, cancellationToken);
}
