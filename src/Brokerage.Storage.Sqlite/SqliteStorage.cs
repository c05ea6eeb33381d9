using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>
/// One SQLite database with everything that is kept of users' connections. Opening it brings its tables up to date. Thread-safe; several
/// processes of one machine may share the file.
/// </summary>
/// <remarks>
/// Writes wait until the disk has them, but for <see cref="Orders"/>, which the broker tells again. SQLite has no asynchronous calls: a method returns when the work is done, on the caller's thread.
/// </remarks>
public sealed class SqliteStorage
{
    private readonly string _connection, _alone;

    private SqliteStorage(string path, TimeProvider time)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 };
        _connection = connection.ToString();
        connection.Pooling = false;
        _alone = connection.ToString();
        Secrets = new SqliteTokenStore(this, time);
        Connections = new SqliteConnectionStore(this);
        Accounts = new SqliteAccountStore(this);
        SignIns = new SqliteSignInTicketStore(this);
        Holdings = new SqliteHoldingsStore(this);
        Orders = new SqliteOrderStore(this, time);
        Notices = new SqliteNoticeStore(this);
    }

    /// <summary>The sealed secrets.</summary>
    public ITokenStore Secrets { get; }

    /// <summary>The connections.</summary>
    public IConnectionStore Connections { get; }

    /// <summary>The accounts.</summary>
    public IAccountStore Accounts { get; }

    /// <summary>The sign-ins that were begun.</summary>
    public ISignInTicketStore SignIns { get; }

    /// <summary>What the accounts held when they were last read.</summary>
    public IHoldingsStore Holdings { get; }

    /// <summary>The orders as brokers last told them.</summary>
    public IOrderStore Orders { get; }

    /// <summary>Which notices users were given.</summary>
    public INoticeStore Notices { get; }

    /// <summary>All migrations as one script, for those who make databases by hand: for an empty one.</summary>
    public static string Script => Migrator.ScriptAfter(0);

    /// <summary>The migrations that a database still needs as one script, for those who bring databases up to date by hand.</summary>
    /// <param name="migration">Where the database is: <c>SELECT max(number) FROM brokerage_migrations</c>; 0 for an empty one.</param>
    /// <exception cref="ArgumentOutOfRangeException">This version knows of no such migration.</exception>
    public static string ScriptAfter(int migration) => Migrator.ScriptAfter(migration);

    /// <summary>Opens a database, or begins one, and brings it up to date: whoever comes meanwhile waits.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <exception cref="InvalidOperationException">The database is of a later version of this package.</exception>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteStorage Open(string path, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var storage = new SqliteStorage(path, time ?? TimeProvider.System);
        using var connection = storage.Connect();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Migrator.Run(connection, time ?? TimeProvider.System);
        return storage;
    }

    /// <summary>Does work in one transaction that has the right to write from its beginning.</summary>
    /// <param name="work">The work.</param>
    /// <param name="waitForDisk">False where a loss of power may take it back; the end of the process does not.</param>
    internal T Write<T>(Func<Statements, T> work, bool waitForDisk = true)
    {
        using var connection = Connect();
        if (!waitForDisk) Execute(connection, "PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(new Statements(connection, transaction));
        transaction.Commit();
        return result;
    }

    /// <summary>Does several readings, all of what is there at one moment.</summary>
    internal T ReadTogether<T>(Func<Statements, T> work)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        var result = work(new Statements(connection, transaction));
        transaction.Commit();
        return result;
    }

    /// <summary>Reads what is there at one moment, by one statement.</summary>
    internal T Read<T>(Func<Statements, T> work)
    {
        using var connection = Connect();
        return work(new Statements(connection, null));
    }

    /// <summary>A connection for one owner, which nobody else gets afterwards.</summary>
    internal SqliteConnection ConnectAlone() => Connect(_alone);

    private SqliteConnection Connect() => Connect(_connection);

    private static SqliteConnection Connect(string text)
    {
        var connection = new SqliteConnection(text);
        connection.Open();
        // For this connection, not for the file: a pooled one may be new. SQLite's own waiting looks again after a millisecond; the provider's,
        // which comes after it, after 150.
        Execute(connection, "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
