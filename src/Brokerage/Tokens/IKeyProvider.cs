namespace Brokerage;

/// <summary>Where the keys come from that seal secrets. Thread-safe.</summary>
public interface IKeyProvider
{
    /// <summary>The key that seals from now on.</summary>
    ValueTask<VaultKey> GetCurrentAsync(CancellationToken cancellationToken = default);

    /// <summary>The key of this id, current or old; null if it is not known (any more).</summary>
    ValueTask<VaultKey?> FindAsync(string keyId, CancellationToken cancellationToken = default);
}
