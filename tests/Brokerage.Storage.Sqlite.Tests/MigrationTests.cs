using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class MigrationTests : IDisposable
{
    private static readonly string[] Tables = ["accounts", "brokerage_migrations", "connections", "holdings", "journal", "journal_orders", "notices", "orders", "positions", "renewals", "secrets", "sign_ins"];
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_new_file_has_all_tables_and_opens_again()
    {
        _file.Open();
        _file.Open();

        Assert.Equal(Tables, Read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"));
        Assert.Equal(["1", "2", "3", "4", "5"], Read("SELECT CAST(number AS TEXT) FROM brokerage_migrations"));
    }

    [Fact]
    public async Task Of_many_who_open_it_at_once_one_makes_the_tables()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_file.Open, Token)));

        Assert.Equal(["1", "2", "3", "4", "5"], Read("SELECT CAST(number AS TEXT) FROM brokerage_migrations"));
    }

    [Fact]
    public void The_script_makes_the_same_tables()
    {
        using var byHand = new DatabaseFile();
        Run(SqliteStorage.Script, byHand);
        byHand.Open();
        _file.Open();
        const string Schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        Assert.Equal(Read(Schema), Read(Schema, byHand));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void By_hand_a_database_is_brought_from_where_it_is_to_the_same_tables(int migration)
    {
        using var byHand = new DatabaseFile();
        var whole = SqliteStorage.Script;
        Run(migration == 5 ? whole : whole[..whole.IndexOf($"-- {migration + 1:D4}", StringComparison.Ordinal)], byHand);
        Assert.Equal($"{migration}", Read("SELECT CAST(max(number) AS TEXT) FROM brokerage_migrations", byHand)[0]);

        Run(SqliteStorage.ScriptAfter(migration), byHand);
        byHand.Open();
        _file.Open();

        const string Schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        Assert.Equal(Read(Schema), Read(Schema, byHand));
        Assert.Throws<ArgumentOutOfRangeException>(() => SqliteStorage.ScriptAfter(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => SqliteStorage.ScriptAfter(-1));
    }

    [Fact]
    public void The_docs_name_every_table()
    {
        _file.Open();
        var page = File.ReadAllText(Repository.At("docs", "token-storage.md"));
        Assert.All(Read("SELECT name FROM sqlite_master WHERE type = 'table'"), table => Assert.Contains($"`{table}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it()
    {
        // Rows as that version wrote them.
        Run(SqliteStorage.Script[..SqliteStorage.Script.IndexOf("-- 0002", StringComparison.Ordinal)]);
        Run(
            """
            INSERT INTO connections VALUES ('c-1', 'ann', 'alpaca', 'paper', 'app', 1, 1, NULL, 'sub', 'mine', 1,
                '2026-03-04T17:00:00.0000000Z', '2026-03-04T17:00:01.0000000Z', NULL, '2026-03-04T18:00:00.1234567Z', 3);
            INSERT INTO secrets VALUES ('c-1', 'ann', 'alpaca', 'paper', 4, 'k1', 1, x'424B5431');
            INSERT INTO accounts VALUES ('c-1', 'acc-1', 'alpaca', 0, '••••1', NULL, 'Account', 1, 'USD', 'rainy days', 0, '2026-03-04T17:00:00.0000000Z');
            INSERT INTO sign_ins VALUES ('s-1', 'ann', 'alpaca', 'paper', 'app', 'https://localhost/callback', 1, NULL, NULL, NULL,
                '2026-03-04T17:10:00.0000000Z', 0, x'01');
            """);
        Assert.Equal(["1"], Read("SELECT CAST(number AS TEXT) FROM brokerage_migrations"));

        var storage = _file.Open();

        var id = ConnectionId.Parse("c-1");
        var connection = (await storage.Connections.FindAsync(id, Token))!;
        Assert.Equal(("ann", "mine", true, 3), (connection.User, connection.Nickname, connection.IsPrimary, connection.Version));
        Assert.Equal(4, (await storage.Secrets.ReadAsync(id, Token))!.Version);
        Assert.Equal("rainy days", Assert.Single(await storage.Accounts.ListAsync(id, Token)).Nickname);
        Assert.IsType<TakenSignIn.Taken>(await storage.SignIns.TakeAsync("s-1", Token));
        Assert.Equal(Tables, Read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"));
    }

    [Fact]
    public void A_database_of_a_later_version_is_refused()
    {
        _file.Open();
        Run("INSERT INTO brokerage_migrations (number, run_at) VALUES (9999, '')");

        Assert.Contains("9999", Assert.Throws<InvalidOperationException>(_file.Open).Message, StringComparison.Ordinal);
    }

    private void Run(string sql, DatabaseFile? file = null)
    {
        using var connection = (file ?? _file).Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
