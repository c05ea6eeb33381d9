namespace Brokerage.Transport;

/// <summary>Where a stream connects.</summary>
/// <param name="Address">The address; it must lie under the environment's streaming endpoints.</param>
/// <param name="Headers">Headers of the handshake, also <c>Content-Type</c> by which some brokers pick the encoding; credentials among them are never logged.</param>
public sealed record SocketTarget(Uri Address, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>A target without headers.</summary>
    public SocketTarget(Uri address)
        : this(address, [])
    {
    }

    /// <summary>The host alone: addresses of streams carry tokens.</summary>
    public override string ToString() => Address.IdnHost;
}
