namespace Brokerage;

/// <summary>Where a connection gets its secrets from, at the moment of signing. Thread-safe.</summary>
public interface ISecretSource
{
    /// <summary>The secrets that are valid now, renewed beforehand where that is due.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.AuthExpired"/>: a person must log in again.</exception>
    ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Renews secrets that the broker has just refused. Callers that hold the same stale version share one renewal; one whose version is
    /// already replaced gets the newer secrets.
    /// </summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.AuthExpired"/>: a person must log in again.</exception>
    ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default);
}
