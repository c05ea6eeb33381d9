using Brokerage.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Brokerage.Benchmarks;

/// <summary>The least that somebody would write by hand: one connection, statements that are compiled once, values that are ready, the same tables.</summary>
internal sealed class BareSqlite : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin, _commit;

    public BareSqlite(string path)
    {
        _connection = new SqliteConnection("Pooling=False;Data Source=" + path);
        _connection.Open();
        Command("PRAGMA journal_mode = WAL").ExecuteNonQuery();
        Command("PRAGMA synchronous = FULL").ExecuteNonQuery();
        Command(SqliteStorage.Script).ExecuteNonQuery();
        (_begin, _commit) = (Command("BEGIN IMMEDIATE"), Command("COMMIT"));
    }

    public SqliteCommand Command(string sql, params object?[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${i + 1}"), values[i] ?? DBNull.Value);
        return command;
    }

    public void Transact(Action work)
    {
        _begin.ExecuteNonQuery();
        work();
        _commit.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();
}
