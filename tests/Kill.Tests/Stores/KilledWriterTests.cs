using System.Globalization;
using Brokerage.Kill.Tests.Worlds;
using Brokerage.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Brokerage.Kill.Tests.Stores;

/// <summary>
/// A process that is killed while it writes orders and in the middle of a sync leaves a database that is whole: what it was told is written is
/// there, and no account has rows of two syncs. Killed again and again, always over the same file.
/// </summary>
public sealed class KilledWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("brokerage-kill-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "all.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public Task What_was_told_to_be_written_is_there_and_no_sync_is_there_in_part() => KillAgainAsync(2);

    [Fact]
    [Trait("Category", "Slow")]
    public Task However_often_it_is_killed_the_database_is_whole() => KillAgainAsync(20);

    private async Task KillAgainAsync(int kills)
    {
        var told = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var seed in Seeds.Take(kills))
        {
            var random = new Random(unchecked((int)seed));
            await KillAsync(told, lines: random.Next(1, 60), spin: random.Next(3_000_000));
            await LookAsync(told, $"seed {seed}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", told.Select(pair => $"{pair.Key} {pair.Value.Count}")));
        Assert.True(HasToldBoth(told));
    }

    private async Task KillAsync(Dictionary<string, List<int>> told, int lines, int spin)
    {
        var first = told.GetValueOrDefault("sending")?.Max() + 1_000 ?? 0;
        using var process = Killing.Start(Program.WriterArgument, Database, first.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            patience.CancelAfter(TimeSpan.FromMinutes(1));
            // Late enough that both an order and a sync were told of, in whatever order they come.
            for (var read = 0; read < lines || !HasToldBoth(told); read++) Note(told, await process.StandardOutput.ReadLineAsync(patience.Token));
            Thread.SpinWait(spin);
            process.Kill();
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line) Note(told, line);
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal(Killing.Killed, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static bool HasToldBoth(Dictionary<string, List<int>> told) =>
        told.ContainsKey("placed") && told.Keys.Any(what => what.StartsWith("acc-", StringComparison.Ordinal));

    // The last line may be cut: then it was not told.
    private static void Note(Dictionary<string, List<int>> told, string? line)
    {
        if (line?.Split(' ') is not [var what, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return;
        if (!told.TryGetValue(what, out var numbers)) told[what] = numbers = [];
        numbers.Add(value);
    }

    private async Task LookAsync(Dictionary<string, List<int>> told, string seed)
    {
        await using var journal = SqliteOrderJournal.Open(Database);
        Assert.Equal("ok", Integrity());
        foreach (var number in told.GetValueOrDefault("sending") ?? [])
            Assert.True(await journal.FindAsync(BusyWriter.KeyOf(number), Token) is not null, $"{seed}: order {number} is lost.");
        foreach (var number in told.GetValueOrDefault("placed") ?? [])
            Assert.True(await journal.FindAsync(BusyWriter.KeyOf(number), Token) is { State: JournalState.Placed }, $"{seed}: the outcome of {number} is lost.");
        Assert.All(await journal.ListOpenAsync(null, Token), entry => Assert.Equal(1, entry.Version));

        var holdings = SqliteStorage.Open(Database).Holdings;
        for (var number = 0; number < BusyWriter.Accounts; number++)
        {
            var account = BusyWriter.Account(number);
            var found = await holdings.FindAsync(account, Token);
            var version = found?.Version ?? 0;
            Assert.True(version >= (told.GetValueOrDefault(account.Account.Value)?.Max() ?? 0), $"{seed}: a sync of {account.Account} is lost.");
            if (found is null) continue;
            Assert.Equal(version, found.Balance!.Cash);
            Assert.Equal(BusyWriter.Rows, found.Positions.Count);
            Assert.All(found.Positions, position => Assert.Equal(version, position.Quantity));
        }
    }

    private string? Integrity()
    {
        using var connection = new SqliteConnection("Data Source=" + Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)command.ExecuteScalar();
    }
}
