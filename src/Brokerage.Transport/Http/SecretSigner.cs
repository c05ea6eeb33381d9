namespace Brokerage.Transport;

/// <summary>A signer over an <see cref="ISecretSource"/>: a derived class says how its broker wants the secrets on a message.</summary>
/// <param name="secrets">Where the connection's secrets come from; renewing is its business alone.</param>
public abstract class SecretSigner(ISecretSource secrets) : IRequestSigner
{
    /// <inheritdoc/>
    public async ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default)
    {
        VersionedSecrets current = await secrets.GetAsync(cancellationToken).ConfigureAwait(false);
        Sign(message, request, current.Secrets);
        return current.Version;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default)
    {
        VersionedSecrets renewed = await secrets.RenewAsync(usedVersion, cancellationToken).ConfigureAwait(false);
        return renewed.Version != usedVersion;
    }

    /// <summary>Puts the secrets on the message. Must not store or log them.</summary>
    protected abstract void Sign(HttpRequestMessage message, BrokerRequest request, ConnectionSecrets secrets);
}
