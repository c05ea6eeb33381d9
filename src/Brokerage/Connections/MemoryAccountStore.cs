namespace Brokerage;

/// <summary>Keeps accounts in this process; they are gone when it ends.</summary>
public sealed class MemoryAccountStore : IAccountStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, IReadOnlyList<StoredAccount>> _accounts = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredAccount>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate) return new(_accounts.GetValueOrDefault(connection) ?? []);
    }

    /// <inheritdoc/>
    public ValueTask ReplaceAsync(ConnectionId connection, IReadOnlyList<StoredAccount> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        lock (_gate)
        {
            var before = (_accounts.GetValueOrDefault(connection) ?? []).ToDictionary(account => account.Ref);
            _accounts[connection] = [.. accounts.Select(account => before.TryGetValue(account.Ref, out var known) ? account with { Nickname = known.Nickname, IsCounted = known.IsCounted } : account)];
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<bool> ChooseAsync(AccountRef account, string? nickname, bool isCounted, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var all = _accounts.GetValueOrDefault(account.Connection) ?? [];
            if (!all.Any(known => known.Ref == account)) return new(false);
            _accounts[account.Connection] = [.. all.Select(known => known.Ref == account ? known with { Nickname = nickname, IsCounted = isCounted } : known)];
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate) _accounts.Remove(connection);
        return default;
    }
}
