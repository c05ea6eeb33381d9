using Brokerage.TestSupport.Stores;

namespace Brokerage.Tests.Orders.Journal;

public sealed class FileOrderJournalTests : OrderJournalTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"brokerage-{Guid.NewGuid():N}.journal");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_off_at_every_byte_it_opens_and_loses_only_the_line_that_was_cut()
    {
        var path = _path + ".cut";
        var entries = await FillAsync(path);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        var ends = bytes.Select((value, index) => (value, index)).Where(pair => pair.value == '\n').Select(pair => pair.index + 1).ToList();
        Assert.Equal(entries.Count, ends.Count);

        var cuts = Portion.Of(bytes.Length);
        foreach (var length in Enumerable.Range(0, cuts + 1).Select(cut => (int)((long)cut * bytes.Length / cuts)))
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
    public async Task Nobody_is_told_of_what_is_not_yet_on_the_disk()
    {
        var disk = new HeldFile(_path + ".held");
        var journal = FileOrderJournal.Open(disk);
        var first = Entries.First("a");
        disk.Hold();
        var writing = Task.Run(async () => await journal.TryWriteAsync(first, Token), Token);
        await disk.Reached.WaitAsync(Patience, Token);

        var found = journal.FindAsync(first.Key, Token).AsTask();
        Assert.False(found.IsCompleted);
        Assert.Empty(await journal.ListOpenAsync(null, Token));
        Assert.False(await journal.TryWriteAsync(first, Token));
        disk.Release();

        Assert.True(await writing.WaitAsync(Patience, Token));
        Assert.Equal(Entries.Text(first), Entries.Text(await found.WaitAsync(Patience, Token)));
        Assert.Single(await journal.ListOpenAsync(null, Token));
        await journal.DisposeAsync();
        File.Delete(disk.Name);
    }

    [Fact]
    public async Task What_could_not_be_written_is_told_to_nobody()
    {
        var disk = new HeldFile(_path + ".full");
        var journal = FileOrderJournal.Open(disk);
        var queued = Entries.Queued("a");
        Assert.True(await journal.TryWriteAsync(queued, Token));
        disk.Hold();
        var writing = Task.Run(async () => await journal.TryWriteAsync(queued with { State = JournalState.Withdrawn, Version = 2 }, Token), Token);
        await disk.Reached.WaitAsync(Patience, Token);
        var shared = journal.TryWriteAsync(Entries.First("b"), Token).AsTask();
        var found = journal.FindAsync(queued.Key, Token).AsTask();
        disk.Release(new IOException("full"));

        await Assert.ThrowsAsync<IOException>(() => writing.WaitAsync(Patience, Token));
        await Assert.ThrowsAsync<IOException>(() => shared.WaitAsync(Patience, Token));
        Assert.Equal(Entries.Text(queued), Entries.Text(await found.WaitAsync(Patience, Token)));
        Assert.Equal(Entries.Text(queued), Entries.Text(Assert.Single(await journal.ListQueuedAsync(null, Token))));
        Assert.Null(await journal.FindAsync(Entries.First("b").Key, Token));
        await journal.DisposeAsync();
        File.Delete(disk.Name);
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

    /// <summary>A file whose disk takes its time, or refuses, when a test says so.</summary>
    private sealed class HeldFile(string path) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _held;

        public Task Reached => _reached.Task;

        public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release(Exception? failure = null)
        {
            var held = _held!;
            _held = null;
            if (failure is null) held.SetResult();
            else held.SetException(failure);
        }

        public override void Flush(bool flushToDisk)
        {
            if (_held is { } held)
            {
                _reached.TrySetResult();
                held.Task.WaitAsync(Patience).GetAwaiter().GetResult();
            }

            base.Flush(flushToDisk);
        }
    }
}
