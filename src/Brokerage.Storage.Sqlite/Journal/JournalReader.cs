using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>The one connection that reads the journal. Sees what is committed, and waits for no writer. Thread-safe.</summary>
internal sealed class JournalReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly PreparedStatement _find, _findByOrder, _open, _openOf, _queued, _queuedOf;
    private bool _isClosed;

    public JournalReader(SqliteConnection connection)
    {
        _connection = connection;
        _find = new PreparedStatement(connection, "SELECT entry FROM journal WHERE key = $1", 1);
        _findByOrder = new PreparedStatement(
            connection,
            """
            SELECT entry FROM journal
            WHERE key = (SELECT key FROM journal_orders WHERE connection = $1 AND account = $2 AND broker = $3 AND order_id = $4)
            """,
            4);
        _open = new PreparedStatement(connection, List("is_open = 1"));
        _openOf = new PreparedStatement(connection, List("is_open = 1 AND connection = $1 AND account = $2 AND broker = $3"), 3);
        _queued = new PreparedStatement(connection, List("is_queued = 1"));
        _queuedOf = new PreparedStatement(connection, List("is_queued = 1 AND connection = $1 AND account = $2 AND broker = $3"), 3);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var statement in new[] { _find, _findByOrder, _open, _openOf, _queued, _queuedOf }) statement.Dispose();
            _connection.Dispose();
        }
    }

    public JournalEntry? Find(string key) => Read(_find, key).FirstOrDefault();

    public JournalEntry? FindByOrder(OrderRef order) =>
        Read(_findByOrder, order.Account.Connection.Value, order.Account.Account.Value, order.Account.Broker.Value, order.Order.Value).FirstOrDefault();

    public IReadOnlyList<JournalEntry> ListOpen(AccountRef? account) => Read(_open, _openOf, account);

    public IReadOnlyList<JournalEntry> ListQueued(AccountRef? account) => Read(_queued, _queuedOf, account);

    // By the order in which the wishes were first written.
    private static string List(string where) => $"SELECT entry FROM journal WHERE {where} ORDER BY place";

    private List<JournalEntry> Read(PreparedStatement all, PreparedStatement ofOne, AccountRef? account) =>
        account is null ? Read(all) : Read(ofOne, account.Connection.Value, account.Account.Value, account.Broker.Value);

    private List<JournalEntry> Read(PreparedStatement statement, params ReadOnlySpan<object?> values)
    {
        List<byte[]> found;
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteOrderJournal));
                found = statement.ReadAll(values);
            }

            return [.. found.Select(data => JournalCodec.Decode(data))];
        }
        catch (Exception exception) when (exception is SqliteException or FormatException)
        {
            throw new IOException("The order journal could not be read.", exception);
        }
    }
}
