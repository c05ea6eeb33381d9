namespace Brokerage;

/// <summary>Keeps holdings in this process; they are gone when it ends.</summary>
public sealed class MemoryHoldingsStore : IHoldingsStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, Dictionary<AccountRef, StoredHoldings>> _connections = [];

    /// <inheritdoc/>
    public ValueTask<StoredHoldings?> FindAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        lock (_gate) return new(_connections.GetValueOrDefault(account.Connection)?.GetValueOrDefault(account));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredHoldings>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _connections.TryGetValue(connection, out var accounts)
                ? new([.. accounts.Values.OrderBy(holdings => holdings.Account.Account.Value, StringComparer.Ordinal)])
                : new([]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryReplaceAsync(StoredHoldings holdings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        // A copy: the caller's list may be one that he goes on filling.
        var stored = holdings with { Version = holdings.Version + 1, Positions = [.. holdings.Positions] };
        lock (_gate)
        {
            if (!_connections.TryGetValue(holdings.Account.Connection, out var accounts)) accounts = [];
            if ((accounts.GetValueOrDefault(holdings.Account)?.Version ?? 0) != holdings.Version) return new(false);
            accounts[holdings.Account] = stored;
            _connections[holdings.Account.Connection] = accounts;
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        lock (_gate) return new(_connections.TryGetValue(account.Connection, out var accounts) && accounts.Remove(account));
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate) _connections.Remove(connection);
        return default;
    }
}
