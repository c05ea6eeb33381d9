namespace Brokerage.Tests.Tokens;

/// <summary>A store whose disk is full, or whose answer is lost, when something is renewed.</summary>
internal sealed class FailingStore(ITokenStore inner) : ITokenStore
{
    public bool FailWrites { get; set; }

    public bool LoseNextAnswer { get; set; }

    public ValueTask<SealedSecrets?> ReadAsync(ConnectionId connection, CancellationToken cancellationToken = default) => inner.ReadAsync(connection, cancellationToken);

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
