namespace Brokerage.Storage.Sqlite;

/// <summary>Connections.</summary>
internal sealed class SqliteConnectionStore(SqliteStorage storage) : IConnectionStore
{
    private const string Columns =
        "connection, user, broker, environment, application, access, state, problem, subject, nickname, is_primary, connected_at, logged_in_at, person_needed_by, last_sync_at, version";

    public ValueTask<StoredConnection?> FindAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.First($"SELECT {Columns} FROM connections WHERE connection = $1", Connection, connection.Value)));
    }

    public ValueTask<IReadOnlyList<StoredConnection>> ListAsync(string? user, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.Query($"SELECT {Columns} FROM connections WHERE user IS $1 ORDER BY connected_at, connection", Connection, user)));
    }

    public ValueTask<IReadOnlyList<StoredConnection>> ListAllAsync(ConnectionId? after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.Query(
            $"SELECT {Columns} FROM connections WHERE $1 IS NULL OR connection > $1 ORDER BY connection LIMIT $2", Connection, after?.Value, limit)));
    }

    public ValueTask<bool> TryAddAsync(StoredConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => sql.Execute(
            $"INSERT INTO connections ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1) ON CONFLICT (connection) DO NOTHING",
            Values(connection)) == 1));
    }

    public ValueTask<bool> TryUpdateAsync(StoredConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => sql.Execute(
            """
            UPDATE connections SET user = $2, broker = $3, environment = $4, application = $5, access = $6, state = $7, problem = $8, subject = $9, nickname = $10,
                is_primary = $11, connected_at = $12, logged_in_at = $13, person_needed_by = $14, last_sync_at = $15, version = version + 1
            WHERE connection = $1 AND version = $16
            """,
            [.. Values(connection), connection.Version]) == 1));
    }

    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => sql.Execute("DELETE FROM connections WHERE connection = $1", connection.Value) == 1));
    }

    private static object?[] Values(StoredConnection connection) =>
    [
        connection.Connection.Value,
        connection.User,
        connection.Broker.Value,
        connection.Environment,
        connection.Application,
        (int)connection.Access,
        (int)connection.State,
        (int?)connection.Problem,
        connection.Subject,
        connection.Nickname,
        connection.IsPrimary,
        Row.Time(connection.ConnectedAt),
        Row.Time(connection.LoggedInAt),
        Row.Time(connection.PersonNeededBy),
        Row.Time(connection.LastSyncAt),
    ];

    private static StoredConnection Connection(Row row) => new()
    {
        Connection = ConnectionId.Parse(row.Text(0)),
        User = row.TextOrNull(1),
        Broker = BrokerId.Parse(row.Text(2)),
        Environment = row.Text(3),
        Application = row.Text(4),
        Access = (ConnectionAccess)row.Number(5),
        State = (ConnectionState)row.Number(6),
        Problem = (BrokerageErrorCode?)row.NumberOrNull(7),
        Subject = row.TextOrNull(8),
        Nickname = row.TextOrNull(9),
        IsPrimary = row.Flag(10),
        ConnectedAt = row.Moment(11),
        LoggedInAt = row.Moment(12),
        PersonNeededBy = row.MomentOrNull(13),
        LastSyncAt = row.MomentOrNull(14),
        Version = row.Number(15),
    };
}
