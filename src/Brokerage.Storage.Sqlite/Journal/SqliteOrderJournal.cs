using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>
/// The order journal in a SQLite database: beside everything else, or in a database of its own, so that no other write keeps an order waiting.
/// Entries that come together share a commit. One process owns it; the rest of the database may be shared. Thread-safe.
/// </summary>
/// <remarks>
/// SQLite has no asynchronous calls. Who finds the journal idle writes on their own thread, and blocks it for as long as the disk takes; who
/// comes meanwhile shares the next commit. Nothing of it is held in memory.
/// </remarks>
public sealed class SqliteOrderJournal : IOrderJournal, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _owner;
    private readonly JournalWriter _writer;
    private readonly JournalReader _reader;
    private readonly GroupCommit _turns;
    private List<JournalWrite> _next = [];
    private bool _isClosed, _isDisposed;
    private Exception? _broken;

    private SqliteOrderJournal(FileStream owner, JournalWriter writer, JournalReader reader) =>
        (_owner, _writer, _reader, _turns) = (owner, writer, reader, new GroupCommit(WriteOnce));

    /// <summary>Opens a journal, or begins one, and brings the database's tables up to date.</summary>
    /// <param name="path">
    /// The database; its folder must exist. Beside it an empty file with the ending <c>.journal-owner</c> keeps other processes out of the
    /// journal; the system lets go of it when the process ends, however it does.
    /// </param>
    /// <param name="time">The clock; null takes the system's.</param>
    /// <exception cref="IOException">Another process owns the journal.</exception>
    /// <exception cref="InvalidOperationException">The database is of a later version of this package.</exception>
    /// <exception cref="SqliteException">The database cannot be opened.</exception>
    public static SqliteOrderJournal Open(string path, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var owner = new FileStream(path + ".journal-owner", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        JournalWriter? writer = null;
        try
        {
            var storage = SqliteStorage.Open(path, time);
            writer = new JournalWriter(storage.ConnectAlone());
            return new SqliteOrderJournal(owner, writer, new JournalReader(storage.ConnectAlone()));
        }
        catch
        {
            writer?.Dispose();
            owner.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        var write = new JournalWrite(entry);
        List<JournalWrite> batch;
        lock (_gate)
        {
            if (_broken is not null) throw NotWritten(_broken);
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _next.Add(write);
            // Not cancellable from here on: it is on its way, and its writer must know whether it arrived.
            if (!_turns.TryBegin()) return new(write.WaitAsync());
            batch = Take();
        }

        var failure = Commit(batch);
        if (Finish(batch)) _turns.Handover();
        return failure is null ? new(write.IsTaken) : throw failure;
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_reader.Find(key));
    }

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_reader.FindByOrder(order));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_reader.ListOpen(account));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_reader.ListQueued(account));
    }

    /// <summary>Writes what is waiting, and lets the next owner in.</summary>
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

        _writer.Dispose();
        _reader.Dispose();
        await _owner.DisposeAsync().ConfigureAwait(false);
    }

    private bool WriteOnce()
    {
        List<JournalWrite> batch;
        lock (_gate) batch = Take();
        Commit(batch);
        return Finish(batch);
    }

    // Under the lock.
    private List<JournalWrite> Take()
    {
        var batch = _next;
        _next = [];
        return batch;
    }

    /// <returns>True where more has come meanwhile.</returns>
    private bool Finish(List<JournalWrite> batch)
    {
        lock (_gate) return _turns.End(batch.Count, _next.Count > 0);
    }

    private IOException? Commit(List<JournalWrite> batch)
    {
        IOException? failure = null;
        try
        {
            if (_broken is not null) throw NotWritten(_broken);
            _writer.Write(batch);
        }
#pragma warning disable CA1031 // Told to all who wait for it, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // After a failed commit nobody knows what the disk holds: this journal takes nothing more, and opening it again reads the truth.
            lock (_gate) _broken ??= _writer.IsBroken ? exception : null;
            failure = exception as IOException ?? NotWritten(exception);
        }

        foreach (var write in batch) write.Tell(failure);
        return failure;
    }

    private static IOException NotWritten(Exception cause) => new("The order journal could not be written; nothing may be sent.", cause);
}
