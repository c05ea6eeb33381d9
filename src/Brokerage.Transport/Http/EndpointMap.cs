namespace Brokerage.Transport;

/// <summary>
/// The addresses that one environment allows, by purpose. Every address of a request, and every address that a broker hands us, goes
/// through it, so that a sandbox which signs in at the live host still cannot reach the live trading path. Immutable and thread-safe.
/// </summary>
public sealed class EndpointMap
{
    private readonly BrokerEnvironment _environment;

    /// <summary>A map of the environment's endpoints.</summary>
    public EndpointMap(BrokerEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
    }

    /// <summary>
    /// The full address of a path (behind the purpose's first endpoint) or the checked form of an absolute address.
    /// </summary>
    /// <returns>Null when no endpoint of the purpose allows it.</returns>
    public Uri? Resolve(EndpointPurpose purpose, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(path, UriKind.Absolute, out Uri? absolute))
            return Allows(purpose, absolute) ? absolute : null;
        if (path.StartsWith('/') || PathText.CanClimb(path)) return null;

        return _environment.AddressOf(purpose) is { } prefix ? new Uri(prefix.AbsoluteUri + path) : null;
    }

    /// <summary>Whether the purpose's endpoints allow the address.</summary>
    public bool Allows(EndpointPurpose purpose, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return !PathText.CanClimb(address.OriginalString) && _environment.Allows(purpose, address);
    }

    /// <inheritdoc/>
    public override string ToString() => _environment.Name;
}
