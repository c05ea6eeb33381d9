namespace Brokerage.Storage.Sqlite;

/// <summary>Sign-ins that were begun.</summary>
internal sealed class SqliteSignInTicketStore(SqliteStorage storage) : ISignInTicketStore
{
    private const string Columns = "id, user, broker, environment, application, redirect_to, access, renews, nickname, session, expires_at, sealed";

    // The column takes no null.
    private const int NotSaid = -1;

    public ValueTask<bool> TryAddAsync(PendingSignIn pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql =>
        {
            sql.Execute("DELETE FROM sign_ins WHERE id = $1 AND is_taken = 1", pending.Id);
            return sql.Execute(
                $"INSERT INTO sign_ins ({Columns}, is_taken) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0) ON CONFLICT (id) DO NOTHING",
                pending.Id,
                pending.User,
                pending.Broker.Value,
                pending.Environment,
                pending.Application,
                pending.RedirectTo?.OriginalString,
                pending.Access is { } access ? (int)access : NotSaid,
                pending.Renews?.Value,
                pending.Nickname,
                pending.Session,
                Row.Time(pending.ExpiresAt),
                pending.Sealed.ToArray()) == 1;
        }));
    }

    public ValueTask<TakenSignIn> TakeAsync(string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write<TakenSignIn>(sql =>
        {
            if (sql.First($"SELECT {Columns}, is_taken FROM sign_ins WHERE id = $1", row => (Found)new(Pending(row), row.Flag(12)), id) is not { } found) return new TakenSignIn.NotFound();
            if (found.IsTaken) return new TakenSignIn.AlreadyTaken();
            // What was sealed has served: only that there was such a sign-in is remembered.
            sql.Execute("UPDATE sign_ins SET is_taken = 1, sealed = x'' WHERE id = $1", id);
            return new TakenSignIn.Taken(found.Pending);
        }));
    }

    public ValueTask<IReadOnlyList<PendingSignIn>> ListOfSessionAsync(BrokerId broker, string environment, string session, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.Query(
            $"SELECT {Columns} FROM sign_ins WHERE session = $1 AND is_taken = 0 AND broker = $2 AND environment = $3 ORDER BY id", Pending, session, broker.Value, environment)));
    }

    public ValueTask EmptyEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("UPDATE sign_ins SET sealed = x'' WHERE expires_at <= $1 AND length(sealed) > 0", Row.Time(now)));
        return default;
    }

    public ValueTask DeleteEndedAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("DELETE FROM sign_ins WHERE expires_at < $1", Row.Time(before)));
        return default;
    }

    private static PendingSignIn Pending(Row row) => new()
    {
        Id = row.Text(0),
        User = row.TextOrNull(1),
        Broker = BrokerId.Parse(row.Text(2)),
        Environment = row.Text(3),
        Application = row.Text(4),
        RedirectTo = row.TextOrNull(5) is { } address ? new Uri(address) : null,
        Access = row.Number(6) is var access && access != NotSaid ? (ConnectionAccess)access : null,
        Renews = row.TextOrNull(7) is { } renews ? ConnectionId.Parse(renews) : null,
        Nickname = row.TextOrNull(8),
        Session = row.TextOrNull(9),
        ExpiresAt = row.Moment(10),
        Sealed = row.Bytes(11),
    };

    private sealed record Found(PendingSignIn Pending, bool IsTaken);
}
