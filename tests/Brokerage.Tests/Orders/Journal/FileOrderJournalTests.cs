using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Orders.Journal;

public sealed class FileOrderJournalTests : OrderJournalTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"brokerage-{Guid.NewGuid():N}.journal");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_off_at_every_byte_it_opens_and_loses_only_the_line_that_was_cut()
    {
        var path = _path + ".cut";
        var entries = await FillAsync(path);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        var ends = bytes.Select((value, index) => (value, index)).Where(pair => pair.value == '\n').Select(pair => pair.index + 1).ToList();
        Assert.Equal(entries.Count, ends.Count);

        for (var length = 0; length <= bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(path, bytes[..length], Token);
            var committed = ends.Count(end => end <= length);
            await using var journal = FileOrderJournal.Open(path);
            foreach (var (key, entry) in Last(entries.Take(committed)))
            {
                Assert.Equal(Entries.Text(entry), Entries.Text(await journal.FindAsync(key, Token)));
            }

            if (committed < entries.Count) Assert.Equal(committed == 0 ? 0 : ends[committed - 1], new FileInfo(path).Length);
        }

        File.Delete(path);
    }

    [Fact]
    public async Task After_a_cut_it_goes_on_where_the_last_whole_line_ended()
    {
        var path = _path + ".on";
        await FillAsync(path);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        await File.WriteAllBytesAsync(path, bytes[..^5], Token);
        await using (var journal = FileOrderJournal.Open(path)) Assert.True(await journal.TryWriteAsync(Entries.First("next"), Token));
        await using (var journal = FileOrderJournal.Open(path)) Assert.NotNull(await journal.FindAsync(Entries.First("next").Key, Token));
        File.Delete(path);
    }

    [Fact]
    public async Task Damage_that_no_crash_explains_is_not_passed_over()
    {
        var path = _path + ".bad";
        await FillAsync(path);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        var last = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        for (var at = 0; at < last; at += 7)
        {
            if (bytes[at] == '\n') continue;
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(path, damaged, Token);
            Assert.Throws<InvalidDataException>(() => FileOrderJournal.Open(path));
            Assert.Equal(damaged, await File.ReadAllBytesAsync(path, Token));
        }

        File.Delete(path);
    }

    [Fact]
    public async Task A_second_owner_is_refused()
    {
        var path = _path + ".two";
        await using var journal = FileOrderJournal.Open(path);
        Assert.Throws<IOException>(() => FileOrderJournal.Open(path));
        File.Delete(path);
    }

    [Fact]
    public async Task What_must_be_durable_has_left_the_process_when_the_write_returns()
    {
        var path = _path + ".many";
        await using (var journal = FileOrderJournal.Open(path))
        {
            await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () =>
            {
                var first = Entries.First($"n{number}");
                Assert.True(await journal.TryWriteAsync(first, Token));
                Assert.True(await journal.TryWriteAsync(Entries.Placed(first, $"b{number}"), Token));
            })));

            // What must be durable has left the process by the time the write returns, while the journal is still open.
            var durable = Enumerable.Range(0, 64).Sum(number => JournalLine.Write(Entries.First($"n{number}")).LongLength);
            Assert.InRange(new FileInfo(path).Length, durable, long.MaxValue);
        }

        await using (var again = FileOrderJournal.Open(path)) Assert.Empty(await again.ListOpenAsync(null, Token));
        File.Delete(path);
    }

    [Fact]
    public async Task A_closed_journal_takes_nothing()
    {
        var path = _path + ".closed";
        var journal = FileOrderJournal.Open(path);
        await journal.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.TryWriteAsync(Entries.First("a"), Token));
        File.Delete(path);
    }

    protected override ValueTask<IOrderJournal> OpenAsync() => ValueTask.FromResult<IOrderJournal>(FileOrderJournal.Open(_path));

    protected override async ValueTask<IOrderJournal?> OpenAgainAsync(IOrderJournal journal)
    {
        await ((FileOrderJournal)journal).DisposeAsync();
        return FileOrderJournal.Open(_path);
    }

    protected override async ValueTask CloseAsync(IOrderJournal journal)
    {
        await ((FileOrderJournal)journal).DisposeAsync();
        File.Delete(_path);
    }

    private static async Task<List<JournalEntry>> FillAsync(string path)
    {
        var (a, b) = (Entries.First("a"), Entries.First("b"));
        List<JournalEntry> entries = [a, b, Entries.Unknown(b), Entries.Placed(a, "7"), Entries.Cancel("7")];
        await using var journal = FileOrderJournal.Open(path);
        foreach (var entry in entries) Assert.True(await journal.TryWriteAsync(entry, Token));
        return entries;
    }

    private static Dictionary<string, JournalEntry> Last(IEnumerable<JournalEntry> entries)
    {
        var last = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        foreach (var entry in entries) last[entry.Key] = entry;
        return last;
    }
}
