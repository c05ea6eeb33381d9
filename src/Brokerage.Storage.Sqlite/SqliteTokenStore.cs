namespace Brokerage.Storage.Sqlite;

/// <summary>Sealed secrets, and who renews which of them.</summary>
internal sealed class SqliteTokenStore(SqliteStorage storage, TimeProvider time) : ITokenStore
{
    private const string Columns = "connection, user, broker, environment, version, key_id, asked, envelope";

    /// <summary>Who has not prolonged his lock for so long was killed; shorter than callers wait for a renewal.</summary>
    private static readonly TimeSpan LockLife = TimeSpan.FromSeconds(45);

    /// <summary>Several may be missed, by a disk that is busy.</summary>
    private static readonly TimeSpan ProlongEvery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.First($"SELECT {Columns} FROM secrets WHERE connection = $1", Record, connection.Value)));
    }

    public ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => replaces is null ? Insert(sql, record) : Update(sql, record, replaces)));
    }

    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => sql.Execute("DELETE FROM secrets WHERE connection = $1", connection.Value) == 1));
    }

    public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.Query(
            $"SELECT {Columns} FROM secrets WHERE key_id <> $1 AND ($2 IS NULL OR connection > $2) ORDER BY connection LIMIT $3", Record, keyId, after?.Value, limit)));
    }

    public async ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        var holder = Guid.NewGuid().ToString("N");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.GetUtcNow();
            var isOurs = storage.Write(sql => sql.Execute(
                """
                INSERT INTO renewals (connection, holder, until) VALUES ($1, $2, $3)
                ON CONFLICT (connection) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE renewals.until <= $4
                """,
                connection.Value,
                holder,
                Row.Time(now + LockLife),
                Row.Time(now)) == 1);
            if (isOurs) return new Held(storage, time, connection, holder);
            await Task.Delay(AskAgain, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Insert(Statements sql, SealedSecrets record) => sql.Execute(
        $"INSERT INTO secrets ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (connection) DO NOTHING",
        record.Owner.Connection.Value,
        record.Owner.User,
        record.Owner.Broker.Value,
        record.Owner.Environment,
        record.Version,
        record.KeyId,
        record.Asked,
        record.Envelope.ToArray()) == 1;

    private static bool Update(Statements sql, SealedSecrets record, SealedSecrets replaces) => record.Owner.Connection == replaces.Owner.Connection && sql.Execute(
        """
        UPDATE secrets SET user = $2, broker = $3, environment = $4, version = $5, key_id = $6, asked = $7, envelope = $8
        WHERE connection = $1 AND version = $9 AND key_id = $10 AND asked = $11
        """,
        record.Owner.Connection.Value,
        record.Owner.User,
        record.Owner.Broker.Value,
        record.Owner.Environment,
        record.Version,
        record.KeyId,
        record.Asked,
        record.Envelope.ToArray(),
        replaces.Version,
        replaces.KeyId,
        replaces.Asked) == 1;

    private static SealedSecrets Record(Row row) => new()
    {
        Owner = new SecretOwner(row.TextOrNull(1), BrokerId.Parse(row.Text(2)), row.Text(3), ConnectionId.Parse(row.Text(0))),
        Version = row.Number(4),
        KeyId = row.Text(5),
        Asked = (int)row.Number(6),
        Envelope = row.Bytes(7),
    };

    private sealed class Held : IAsyncDisposable
    {
        private readonly SqliteStorage _storage;
        private readonly TimeProvider _time;
        private readonly ConnectionId _connection;
        private readonly string _holder;
        private readonly ITimer _prolong;

        public Held(SqliteStorage storage, TimeProvider time, ConnectionId connection, string holder)
        {
            (_storage, _time, _connection, _holder) = (storage, time, connection, holder);
            _prolong = time.CreateTimer(static state => ((Held)state!).Prolong(), this, ProlongEvery, ProlongEvery);
        }

        public async ValueTask DisposeAsync()
        {
            await _prolong.DisposeAsync().ConfigureAwait(false);
            _storage.Write(sql => sql.Execute("DELETE FROM renewals WHERE connection = $1 AND holder = $2", _connection.Value, _holder));
        }

        private void Prolong()
        {
            try
            {
                _storage.Write(sql => sql.Execute(
                    "UPDATE renewals SET until = $3 WHERE connection = $1 AND holder = $2", _connection.Value, _holder, Row.Time(_time.GetUtcNow() + LockLife)));
            }
#pragma warning disable CA1031 // On a timer's thread, where whatever is thrown ends the process.
            catch (Exception)
#pragma warning restore CA1031
            {
                // The next time; there are some before it ends.
            }
        }
    }
}
