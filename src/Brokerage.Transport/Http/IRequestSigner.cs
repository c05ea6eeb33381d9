namespace Brokerage.Transport;

/// <summary>Puts credentials on a request. Implementations are thread-safe and keep nothing but what they need for the next signature.</summary>
public interface IRequestSigner
{
    /// <summary>Signs one attempt. The body is in <paramref name="request"/>; the address and all other headers are already in the message.</summary>
    /// <returns>The version of the secrets that were used; 0 when there is none.</returns>
    ValueTask<long> SignAsync(HttpRequestMessage message, BrokerRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Called when the broker refused a read or a session call with 401: tries to get secrets newer than the ones that were used.
    /// Orders are never sent again for this reason.
    /// </summary>
    /// <returns>True when newer secrets are there and the request may be signed and sent once more.</returns>
    ValueTask<bool> RenewAsync(long usedVersion, CancellationToken cancellationToken = default);
}
