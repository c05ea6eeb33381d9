using Brokerage.Testing;
using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class MigrationTests : IDisposable
{
    private static readonly string[] Tables = ["accounts", "brokerage_migrations", "connections", "renewals", "secrets", "sign_ins"];
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_new_file_has_all_tables_and_opens_again()
    {
        _file.Open();
        _file.Open();

        Assert.Equal(Tables, Read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"));
        Assert.Equal(["1"], Read("SELECT CAST(number AS TEXT) FROM brokerage_migrations"));
    }

    [Fact]
    public async Task Of_many_who_open_it_at_once_one_makes_the_tables()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_file.Open, Token)));

        Assert.Equal(["1"], Read("SELECT CAST(number AS TEXT) FROM brokerage_migrations"));
    }

    [Fact]
    public void The_script_makes_the_same_tables()
    {
        using var byHand = new DatabaseFile();
        using (var connection = byHand.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = SqliteStorage.Script;
            command.ExecuteNonQuery();
        }

        byHand.Open();
        _file.Open();
        const string Schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        Assert.Equal(Read(Schema), Read(Schema, byHand));
    }

    [Fact]
    public void A_database_of_a_later_version_is_refused()
    {
        _file.Open();
        using (var connection = _file.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO brokerage_migrations (number, run_at) VALUES (9999, '')";
            command.ExecuteNonQuery();
        }

        Assert.Contains("9999", Assert.Throws<InvalidOperationException>(_file.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_ends()
    {
        var time = new FakeTimeProvider();
        var store = SqliteStorage.Open(_file.Path, time).Secrets;
        await store.LockAsync(ConnectionId.Parse("c"), Token);

        time.Advance(TimeSpan.FromMinutes(5));
        var next = await store.LockAsync(ConnectionId.Parse("c"), Token);

        await next.DisposeAsync();
    }

    private List<string> Read(string sql, DatabaseFile? file = null)
    {
        using var connection = (file ?? _file).Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
