namespace Brokerage;

/// <summary>
/// A journal in one append-only file. Every line carries its checksum; entries that must be durable share an fsync with whoever waits at
/// the same time. One process owns the file. Thread-safe.
/// </summary>
/// <remarks>
/// <para>A line that was cut off at the end of the file was never committed, and is dropped at opening. A damaged line anywhere else is not
/// explained by a crash: opening fails, because an order may be behind it.</para>
/// <para>Nobody is told of an entry before its writer is told that it is written: <see cref="FindAsync"/> waits for a line of its wish that is on
/// its way to the disk, and lists show what has arrived there. What could not be written is told to nobody.</para>
/// </remarks>
public sealed class FileOrderJournal : IOrderJournal, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly JournalIndex _index;
    private readonly JournalFile _file;
    private readonly GroupCommit _turns;
    private readonly Dictionary<string, JournalBatch> _pending = new(StringComparer.Ordinal);
    private JournalBatch _next = new();
    private bool _isClosed, _isDisposed;
    private Exception? _broken;

    private FileOrderJournal(JournalFile file, JournalIndex index)
    {
        _file = file;
        _index = index;
        _turns = new GroupCommit(WriteOnce);
    }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="IOException">It cannot be opened, or another process owns it.</exception>
    /// <exception cref="InvalidDataException">It is damaged elsewhere than at its end.</exception>
    public static FileOrderJournal Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(JournalFile.OpenStream(path));
    }

    /// <summary>Opens a journal over a file that was opened for it alone, and from now on owns it.</summary>
    internal static FileOrderJournal Open(FileStream stream)
    {
        var index = new JournalIndex();
        return new FileOrderJournal(JournalFile.Open(stream, index.Put), index);
    }

    /// <inheritdoc/>
    /// <remarks>Who finds the file idle writes on their own thread, and blocks it for as long as the disk takes.</remarks>
    public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        var line = JournalLine.Write(entry);
        JournalBatch batch;
        lock (_gate)
        {
            if (_broken is not null) throw Broken(_broken);
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (!_index.TryAccept(entry)) return ValueTask.FromResult(false);

            // Accepted and in the batch under one lock, so that the file has the order of the versions.
            batch = _next;
            var writesAlone = _turns.TryBegin();
            var waits = entry.MustBeDurable || writesAlone || _pending.ContainsKey(entry.Key);
            batch.Add(line, entry.MustBeDurable, waits ? entry : null);
            if (waits) _pending[entry.Key] = batch;
            else _index.Put(entry);
            // Not cancellable from here on: the line is on its way, and its writer must know whether it arrived.
            if (!writesAlone) return waits ? WaitAsync(batch.CommittedAsync()) : ValueTask.FromResult(true);
        }

        if (WriteOnce()) _turns.Handover();
        return batch.Failure is { } failure ? throw Broken(failure) : ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            return _pending.TryGetValue(key, out var batch)
                ? FindAfterAsync(batch.CommittedAsync(), key, cancellationToken)
                : ValueTask.FromResult(_index.Find(key));
        }
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
        Task idle;
        lock (_gate)
        {
            _isClosed = true;
            idle = _turns.IdleAsync();
        }

        await idle.ConfigureAwait(false);
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        try
        {
            if (_broken is null) _file.Flush(toDisk: true);
        }
        finally
        {
            _file.Dispose();
        }
    }

    private static IOException Broken(Exception cause) => new("The journal's file could not be written; nothing may be sent.", cause);

    private static async ValueTask<bool> WaitAsync(Task written)
    {
        await written.ConfigureAwait(false);
        return true;
    }

    // What could not be written was never there: what is found then is what was committed before.
    private async ValueTask<JournalEntry?> FindAfterAsync(Task committed, string key, CancellationToken cancellationToken)
    {
        await committed.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return _index.Find(key);
    }

    // Under the lock.
    private void Release(JournalBatch batch)
    {
        foreach (var (_, withheld) in batch.Lines)
        {
            if (withheld is not { } entry) continue;
            if (batch.Failure is null) _index.Put(entry);
            if (_pending.GetValueOrDefault(entry.Key) == batch) _pending.Remove(entry.Key);
        }
    }

    /// <returns>True where more has come meanwhile.</returns>
    private bool WriteOnce()
    {
        JournalBatch batch;
        lock (_gate) (batch, _next) = (_next, new JournalBatch());
        Commit(batch);
        lock (_gate) return _turns.End(batch.Lines.Count, !_next.IsEmpty);
    }

    private void Commit(JournalBatch batch)
    {
        try
        {
            if (_broken is not null) throw Broken(_broken);
            foreach (var (line, _) in batch.Lines) _file.Append(line);
            _file.Flush(batch.IsDurable);
        }
#pragma warning disable CA1031 // Told to all who wait for it, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            batch.Failure = exception;
        }

        lock (_gate)
        {
            // After a failed write nobody knows what the disk holds: this journal takes nothing more, and opening it again reads the truth.
            _broken ??= batch.Failure;
            Release(batch);
        }

        batch.Tell(batch.Failure is { } failure ? Broken(failure) : null);
    }
}
