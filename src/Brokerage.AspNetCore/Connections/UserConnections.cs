using Brokerage.AspNetCore.Problems;

namespace Brokerage.AspNetCore.Connections;

/// <summary>A user's own connections: the one place that decides whose a connection is.</summary>
internal sealed class UserConnections(IConnectionStore store, IConnectionManager live)
{
    /// <summary>A stored connection of this user's.</summary>
    /// <exception cref="RefusedException">There is none, or it is another user's.</exception>
    public async ValueTask<StoredConnection> RequireAsync(string? user, string id, CancellationToken cancellationToken) =>
        ConnectionId.TryParse(id, out var connection)
        && await store.FindAsync(connection, cancellationToken).ConfigureAwait(false) is { } found && IsOf(user, found.User)
            ? found
            : throw new RefusedException(Problem.NoConnection);

    /// <summary>A connection of this user's that this process can use, stored or configured by the host.</summary>
    /// <exception cref="RefusedException">There is none, or it is another user's.</exception>
    public ConnectionInfo RequireLive(string? user, string id) =>
        ConnectionId.TryParse(id, out var connection) && live.Find(connection) is { } found && IsOf(user, found.User)
            ? found
            : throw new RefusedException(Problem.NoConnection);

    /// <summary>Whether this process can use a connection that is this user's.</summary>
    public bool IsLive(string? user, ConnectionId connection) => live.Find(connection) is { } found && IsOf(user, found.User);

    /// <summary>Changes what is stored, whoever else does at the same time.</summary>
    /// <exception cref="RefusedException">It was ended meanwhile.</exception>
    public async Task<StoredConnection> ChangeAsync(ConnectionId connection, Func<StoredConnection, StoredConnection> change, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(connection, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            var changed = change(stored);
            if (changed == stored) return stored;
            if (await store.TryUpdateAsync(changed, cancellationToken).ConfigureAwait(false)) return changed with { Version = stored.Version + 1 };
        }

        throw new RefusedException(Problem.NoConnection);
    }

    /// <summary>
    /// Makes a connection the one that is traded with in its kind of environment. The others step back first, so that there are never two.
    /// </summary>
    public async Task<StoredConnection> MakePrimaryAsync(StoredConnection chosen, CancellationToken cancellationToken)
    {
        foreach (var other in await store.ListAsync(chosen.User, cancellationToken).ConfigureAwait(false))
        {
            if (other.IsPrimary && other.Connection != chosen.Connection && IsSameKind(other, chosen))
                await ChangeAsync(other.Connection, static stored => stored with { IsPrimary = false }, cancellationToken).ConfigureAwait(false);
        }

        return await ChangeAsync(chosen.Connection, static stored => stored with { IsPrimary = true }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What orders do in a connection's environment; null where its broker is not registered in this process.</summary>
    public EnvironmentKind? KindOf(ConnectionId connection) => live.Find(connection)?.Environment?.Kind;

    private bool IsSameKind(StoredConnection one, StoredConnection other) =>
        KindOf(one.Connection) is { } kind && KindOf(other.Connection) is { } otherKind
            ? kind == otherKind
            : string.Equals(one.Environment, other.Environment, StringComparison.Ordinal);

    private static bool IsOf(string? user, string? owner) => string.Equals(user, owner, StringComparison.Ordinal);
}
