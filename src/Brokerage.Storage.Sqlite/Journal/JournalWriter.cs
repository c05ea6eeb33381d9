using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>The one connection that writes the journal: one transaction for all that come together. For one thread at a time.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _begin, _commit, _rollback, _full, _normal, _insert, _update, _order;
    private bool? _isFull;

    public JournalWriter(SqliteConnection connection)
    {
        _connection = connection;
        _begin = new PreparedStatement(connection, "BEGIN IMMEDIATE");
        _commit = new PreparedStatement(connection, "COMMIT");
        _rollback = new PreparedStatement(connection, "ROLLBACK");
        _full = new PreparedStatement(connection, "PRAGMA synchronous = FULL");
        _normal = new PreparedStatement(connection, "PRAGMA synchronous = NORMAL");
        _insert = new PreparedStatement(
            connection,
            """
            INSERT INTO journal (key, version, state, connection, account, broker, is_open, is_queued, changed_at, entry)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING
            """,
            10);
        _update = new PreparedStatement(
            connection,
            """
            UPDATE journal SET version = $2, state = $3, connection = $4, account = $5, broker = $6, is_open = $7, is_queued = $8, changed_at = $9, entry = $10
            WHERE key = $1 AND version = $2 - 1
            """,
            10);
        _order = new PreparedStatement(
            connection,
            """
            INSERT INTO journal_orders (connection, account, broker, order_id, key) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (connection, account, broker, order_id) DO UPDATE SET key = excluded.key
            """,
            5);
    }

    /// <summary>True once a commit has failed: nobody knows what the disk holds.</summary>
    public bool IsBroken { get; private set; }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _full, _normal, _insert, _update, _order }) statement.Dispose();
        _connection.Dispose();
    }

    /// <summary>Writes entries together, and says of each whether it was taken. All are in the database when it returns, or none.</summary>
    /// <exception cref="SqliteException">None of them is.</exception>
    public void Write(List<JournalWrite> writes)
    {
        // A commit without the disk's word is in order all the same, and the next one that waits for the disk brings it along.
        Synchronise(writes.Exists(write => write.Entry.MustBeDurable));
        _begin.Execute();
        try
        {
            foreach (var write in writes) write.IsTaken = Put(write);
        }
        catch
        {
            RollBack();
            throw;
        }

        try
        {
            _commit.Execute();
        }
        catch
        {
            IsBroken = true;
            // The right to write is not kept from others.
            RollBack();
            throw;
        }
    }

    private void Synchronise(bool full)
    {
        if (_isFull == full) return;
        (full ? _full : _normal).Execute();
        _isFull = full;
    }

    private bool Put(JournalWrite write)
    {
        var entry = write.Entry;
        var account = entry.Account;
        if (entry.Version < 1) return false;
        var changed = (entry.Version == 1 ? _insert : _update).Execute(
            entry.Key,
            entry.Version,
            (int)entry.State,
            account.Connection.Value,
            account.Account.Value,
            account.Broker.Value,
            entry.IsOpen,
            entry.IsQueued,
            Row.Time(entry.ChangedAt),
            write.Data);
        if (changed == 0) return false;

        foreach (var order in entry.OwnOrders) _order.Execute(account.Connection.Value, account.Account.Value, account.Broker.Value, order.Value, entry.Key);

        return true;
    }

    private void RollBack()
    {
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // The failure may have ended the transaction already.
        }
    }
}
