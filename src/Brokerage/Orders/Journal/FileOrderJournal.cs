using System.Threading.Channels;

namespace Brokerage;

/// <summary>
/// A journal in one append-only file. Every line carries its checksum; entries that must be durable share an fsync with whoever waits at
/// the same time. One process owns the file. Thread-safe.
/// </summary>
/// <remarks>
/// A line that was cut off at the end of the file was never committed, and is dropped at opening. A damaged line anywhere else is not
/// explained by a crash: opening fails, because an order may be behind it.
/// </remarks>
public sealed class FileOrderJournal : IOrderJournal, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly JournalIndex _index;
    private readonly JournalFile _file;
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;
    private Exception? _broken;

    private FileOrderJournal(JournalFile file, JournalIndex index)
    {
        _file = file;
        _index = index;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="IOException">It cannot be opened, or another process owns it.</exception>
    /// <exception cref="InvalidDataException">It is damaged elsewhere than at its end.</exception>
    public static FileOrderJournal Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var index = new JournalIndex();
        return new FileOrderJournal(JournalFile.Open(path, index.Put), index);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        var line = JournalLine.Write(entry);
        var pending = new Pending(line, MustBeDurable(entry) ? NewCompletion() : null);
        lock (_gate)
        {
            if (_broken is not null) throw Broken(_broken);
            if (!_index.IsNext(entry)) return false;

            // In the index and in the queue under one lock, so that the file has the order that readers saw.
            ObjectDisposedException.ThrowIf(!_pending.Writer.TryWrite(pending), this);
            _index.Put(entry);
        }

        // Not cancellable from here on: the line is on its way, and its writer must know whether it arrived.
        if (pending.Done is { } done) await done.Task.ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate) return ValueTask.FromResult(_index.Find(key));
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_gate) return ValueTask.FromResult(_index.FindByOrder(order));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(_index.ListOpen(account));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        lock (_gate) return ValueTask.FromResult(_index.ListQueued(account));
    }

    /// <summary>Writes what is waiting, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        _file.Dispose();
    }

    // What was queued must not be forgotten, and what was taken back must not be sent after all.
    private static bool MustBeDurable(JournalEntry entry) => entry.Decision is not null
        || entry.State is JournalState.Sending or JournalState.Queued or JournalState.Withdrawn or JournalState.Expired;

    private static TaskCompletionSource NewCompletion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IOException Broken(Exception cause) => new("The journal's file could not be written; nothing may be sent.", cause);

    // Group commit: whatever came while the last fsync ran is written and synced together.
    private async Task WriteAsync()
    {
        var batch = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (_pending.Reader.TryRead(out var next)) batch.Add(next);
            Commit(batch);
        }

        if (_broken is null) _file.Flush(toDisk: true);
    }

    private void Commit(List<Pending> batch)
    {
        try
        {
            if (_broken is not null) throw Broken(_broken);
            foreach (var pending in batch) _file.Append(pending.Line);
            _file.Flush(toDisk: batch.Exists(pending => pending.Done is not null));
            foreach (var pending in batch) pending.Done?.TrySetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // After a failed write nobody knows what the disk holds: this journal takes nothing more, and opening it again reads the truth.
            lock (_gate) _broken ??= exception;
            foreach (var pending in batch) pending.Done?.TrySetException(Broken(exception));
        }
    }

    private readonly record struct Pending(byte[] Line, TaskCompletionSource? Done);
}
