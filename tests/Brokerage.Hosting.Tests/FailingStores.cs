namespace Brokerage.Hosting.Tests;

/// <summary>A store that is gone after so many writes, as a process is that is killed.</summary>
internal sealed class DyingHoldings(IHoldingsStore inner, int survives) : IHoldingsStore
{
    private int _writes;

    public ValueTask<StoredHoldings?> FindAsync(AccountRef account, CancellationToken cancellationToken = default) => inner.FindAsync(account, cancellationToken);

    public ValueTask<IReadOnlyList<StoredHoldings>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.ListAsync(connection, cancellationToken);

    public ValueTask<bool> TryReplaceAsync(StoredHoldings holdings, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _writes) <= survives ? inner.TryReplaceAsync(holdings, cancellationToken) : throw new IOException("The store is gone.");

    public ValueTask<bool> DeleteAsync(AccountRef account, CancellationToken cancellationToken = default) => throw new IOException("The store is gone.");

    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => throw new IOException("The store is gone.");
}

/// <summary>A store that cannot be reached for a while.</summary>
internal sealed class FailingConnections(IConnectionStore inner) : IConnectionStore
{
    public bool IsDown { get; set; }

    /// <summary>A connection whose record alone cannot be read.</summary>
    public ConnectionId? Damaged { get; set; }

    public ValueTask<StoredConnection?> FindAsync(ConnectionId connection, CancellationToken cancellationToken = default) =>
        connection == Damaged ? throw new IOException("A damaged record.") : Up().FindAsync(connection, cancellationToken);

    public ValueTask<IReadOnlyList<StoredConnection>> ListAsync(string? user, CancellationToken cancellationToken = default) => Up().ListAsync(user, cancellationToken);

    public ValueTask<IReadOnlyList<StoredConnection>> ListAllAsync(ConnectionId? after, int limit, CancellationToken cancellationToken = default) => Up().ListAllAsync(after, limit, cancellationToken);

    public ValueTask<bool> TryAddAsync(StoredConnection connection, CancellationToken cancellationToken = default) => Up().TryAddAsync(connection, cancellationToken);

    public ValueTask<bool> TryUpdateAsync(StoredConnection connection, CancellationToken cancellationToken = default) => Up().TryUpdateAsync(connection, cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => Up().DeleteAsync(connection, cancellationToken);

    private IConnectionStore Up() => IsDown ? throw new IOException("The store cannot be reached.") : inner;
}

/// <summary>Leases of which all belong to one process, as if it were the only one that is quick enough.</summary>
internal sealed class OneOwner
{
    public string Owner { get; set; } = "first";

    public IWorkLeases For(string process) => new View(this, process);

    private sealed class View(OneOwner shared, string process) : IWorkLeases
    {
        private readonly ProcessWorkLeases _own = new();

        public ValueTask<IWorkLease?> TryTakeAsync(string work, CancellationToken cancellationToken = default) =>
            string.Equals(shared.Owner, process, StringComparison.Ordinal) ? _own.TryTakeAsync(work, cancellationToken) : new((IWorkLease?)null);
    }
}

/// <summary>Secrets whose listing fails some times, or does not end.</summary>
internal sealed class LockedSecrets(ITokenStore inner) : ITokenStore
{
    private int _looks;

    public int Failures { get; init; }

    public bool Hangs { get; init; }

    /// <summary>How often they were listed from the beginning.</summary>
    public int Looks => _looks;

    public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.ReadAsync(connection, cancellationToken);

    public ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default) => inner.WriteAsync(record, replaces, cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.DeleteAsync(connection, cancellationToken);

    public async ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default)
    {
        // A run that ends looks a second time for what is left.
        if (_looks > Failures) return await inner.ListOtherKeysAsync(keyId, after, limit, cancellationToken);
        var look = Interlocked.Increment(ref _looks);
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return look <= Failures ? throw new IOException("The database is locked.") : await inner.ListOtherKeysAsync(keyId, after, limit, cancellationToken);
    }

    public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.LockAsync(connection, cancellationToken);
}

/// <summary>Leases that can be lost.</summary>
internal sealed class LosableLeases : IWorkLeases
{
    private readonly CancellationTokenSource _lost = new();

    public Task LoseAsync() => _lost.CancelAsync();

    public ValueTask<IWorkLease?> TryTakeAsync(string work, CancellationToken cancellationToken = default) => new(new Lease(_lost.Token));

    private sealed class Lease(CancellationToken lost) : IWorkLease
    {
        public CancellationToken Lost => lost;

        public ValueTask DisposeAsync() => default;
    }
}
