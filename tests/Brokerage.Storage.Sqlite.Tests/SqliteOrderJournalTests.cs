using Brokerage.TestSupport.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class SqliteOrderJournalTests : OrderJournalTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_second_owner_is_refused_and_the_rest_of_the_database_is_not()
    {
        Assert.Throws<IOException>(() => SqliteOrderJournal.Open(_file.Path));
        Assert.NotNull(_file.Open());
    }

    [Fact]
    public async Task A_closed_journal_takes_nothing_and_says_nothing()
    {
        using var file = new DatabaseFile();
        var journal = SqliteOrderJournal.Open(file.Path);
        await journal.DisposeAsync();
        await journal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.TryWriteAsync(Entries.First("a"), Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.FindAsync("order/a", Token));
    }

    [Fact]
    public async Task What_is_open_or_queued_is_found_by_an_index()
    {
        using var connection = _file.Connect();
        foreach (var (where, index) in new[] { ("is_open = 1", "journal_open"), ("is_queued = 1 AND connection = 'c' AND account = 'a' AND broker = 'b'", "journal_queued") })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN SELECT entry FROM journal WHERE {where} ORDER BY place";
            using var reader = await command.ExecuteReaderAsync(Token);
            Assert.True(await reader.ReadAsync(Token));
            Assert.Contains("USING INDEX " + index, reader.GetString(3), StringComparison.Ordinal);
            Assert.False(await reader.ReadAsync(Token));
        }
    }

    [Fact]
    public async Task A_damaged_entry_is_no_missing_entry()
    {
        using var file = new DatabaseFile();
        await using var journal = SqliteOrderJournal.Open(file.Path);
        await journal.TryWriteAsync(Entries.First("a"), Token);
        using (var connection = file.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE journal SET entry = replace(CAST(entry AS TEXT), '\"state\":1', '\"state\":4')";
            command.ExecuteNonQuery();
        }

        await Assert.ThrowsAsync<IOException>(async () => await journal.FindAsync(Entries.First("a").Key, Token));
        await Assert.ThrowsAsync<IOException>(async () => await journal.ListOpenAsync(null, Token));
    }

    [Fact]
    public async Task A_write_that_fails_is_told_and_leaves_nothing()
    {
        using var file = new DatabaseFile();
        await using var journal = SqliteOrderJournal.Open(file.Path);
        Run(file, "CREATE TRIGGER full BEFORE INSERT ON journal_orders BEGIN SELECT raise(ABORT, 'the disk is full'); END");
        var first = Entries.First("a");
        await journal.TryWriteAsync(first, Token);

        await Assert.ThrowsAsync<IOException>(async () => await journal.TryWriteAsync(Entries.Placed(first, "7"), Token));
        Assert.Equal(Entries.Text(first), Entries.Text(await journal.FindAsync(first.Key, Token)));

        // What failed was taken back whole, so the journal goes on.
        Run(file, "DROP TRIGGER full");
        Assert.True(await journal.TryWriteAsync(Entries.Placed(first, "7"), Token));
    }

    [Fact]
    public async Task After_a_commit_that_failed_it_takes_nothing_until_it_is_opened_again_and_keeps_nobody_from_writing()
    {
        using var file = new DatabaseFile();
        await using (var journal = SqliteOrderJournal.Open(file.Path))
        {
            // A reference that points nowhere is found when the transaction is committed.
            Run(
                file,
                """
                CREATE TABLE nowhere (id INTEGER PRIMARY KEY);
                CREATE TABLE dangling (id INTEGER REFERENCES nowhere (id) DEFERRABLE INITIALLY DEFERRED);
                CREATE TRIGGER dangle AFTER INSERT ON journal BEGIN INSERT INTO dangling VALUES (7); END;
                """);
            await Assert.ThrowsAsync<IOException>(async () => await journal.TryWriteAsync(Entries.First("a"), Token));

            Run(file, "DROP TRIGGER dangle");
            await Assert.ThrowsAsync<IOException>(async () => await journal.TryWriteAsync(Entries.First("b"), Token));
        }

        await using var again = SqliteOrderJournal.Open(file.Path);
        Assert.Null(await again.FindAsync(Entries.First("a").Key, Token));
        Assert.True(await again.TryWriteAsync(Entries.First("b"), Token));
    }

    [Fact]
    public async Task An_application_finds_its_queued_orders_after_a_restart()
    {
        using var file = new DatabaseFile();
        var queued = Entries.Queued("a");
        await using (var process = Start(file)) await process.GetRequiredService<IOrderJournal>().TryWriteAsync(queued, Token);

        await using var restarted = Start(file);
        var found = Assert.Single(await restarted.GetRequiredService<IBrokerageService>().Queue.ListAsync(cancellationToken: Token));
        Assert.Equal(queued.Intent!.ClientOrderId, found.Intent.ClientOrderId);
    }

    protected override ValueTask<IOrderJournal> OpenAsync() => new(SqliteOrderJournal.Open(_file.Path));

    protected override async ValueTask<IOrderJournal?> OpenAgainAsync(IOrderJournal journal)
    {
        await CloseAsync(journal);
        return SqliteOrderJournal.Open(_file.Path);
    }

    protected override ValueTask CloseAsync(IOrderJournal journal) => ((SqliteOrderJournal)journal).DisposeAsync();

    private static void Run(DatabaseFile file, string sql)
    {
        using var connection = file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static ServiceProvider Start(DatabaseFile file)
    {
        var services = new ServiceCollection();
        services.AddBrokerage().UseSqlite(file.Path).UseSqliteOrderJournal(file.Path);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
