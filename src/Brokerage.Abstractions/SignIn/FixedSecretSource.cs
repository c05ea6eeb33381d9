namespace Brokerage;

/// <summary>Secrets that never change: a developer's own API key. Nothing renews them.</summary>
public sealed class FixedSecretSource : ISecretSource
{
    private readonly BrokerId _broker;
    private readonly VersionedSecrets _secrets;

    /// <summary>Hands out <paramref name="secrets"/> for ever.</summary>
    public FixedSecretSource(BrokerId broker, ConnectionSecrets secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _broker = broker;
        _secrets = new VersionedSecrets(secrets, 1);
    }

    /// <inheritdoc/>
    public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_secrets);

    /// <summary>Always fails: fixed secrets that the broker refused are wrong, and only their owner can replace them.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.AuthRevoked"/>.</exception>
    public ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default) =>
        ValueTask.FromException<VersionedSecrets>(new BrokerageException(new BrokerageError(
            BrokerageErrorCode.AuthRevoked, _broker, "The broker refused the configured key, and a fixed key cannot be renewed.")));
}
