using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite.Tests;

/// <summary>A database in a file of its own, gone with the test.</summary>
internal sealed class DatabaseFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "brokerage-" + Guid.NewGuid().ToString("N") + ".db");

    public SqliteStorage Open() => SqliteStorage.Open(Path);

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection("Data Source=" + Path);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { Path, Path + "-wal", Path + "-shm", Path + ".journal-owner" }) File.Delete(file);
    }
}
