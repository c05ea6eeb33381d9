namespace Brokerage.Tests.Tokens;

/// <summary>A store whose disk is full, or whose answer is lost, when something is renewed; or that is slow to tell what it has read.</summary>
internal sealed class FailingStore(ITokenStore inner) : ITokenStore
{
    private Func<Task>? _onRead;

    public bool FailWrites { get; set; }

    public bool LoseNextAnswer { get; set; }

    /// <summary>The next answer to a read is held up until this is set; the task ends when it has been read.</summary>
    public Task HoldNextRead(TaskCompletionSource until)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _onRead = () =>
        {
            reached.SetResult();
            return until.Task;
        };
        return reached.Task;
    }

    public async ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        var record = await inner.ReadAsync(connection, cancellationToken);
        if (Interlocked.Exchange(ref _onRead, null) is { } hold) await hold();
        return record;
    }

    public async ValueTask<bool> WriteAsync(SealedSecrets record, SealedSecrets? replaces, CancellationToken cancellationToken = default)
    {
        var isRenewal = replaces is not null && record.Version > replaces.Version;
        if (FailWrites && isRenewal) throw new IOException("The disk is full.");
        var written = await inner.WriteAsync(record, replaces, cancellationToken);
        if (!LoseNextAnswer || !isRenewal) return written;
        LoseNextAnswer = false;
        throw new IOException("The line broke.");
    }

    public ValueTask<bool> DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.DeleteAsync(connection, cancellationToken);

    public ValueTask<IReadOnlyList<SealedSecrets>> ListOtherKeysAsync(string keyId, ConnectionId? after, int limit, CancellationToken cancellationToken = default) =>
        inner.ListOtherKeysAsync(keyId, after, limit, cancellationToken);

    public ValueTask<IAsyncDisposable> LockAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.LockAsync(connection, cancellationToken);
}
