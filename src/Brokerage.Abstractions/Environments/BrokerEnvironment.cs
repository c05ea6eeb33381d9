namespace Brokerage;

/// <summary>One of a broker's environments: its name, what orders in it mean, and every address that may be reached in it.</summary>
public sealed record BrokerEnvironment
{
    /// <summary>Makes an environment.</summary>
    /// <param name="name">Its name at the broker: <c>paper</c>, <c>live</c>, <c>sandbox</c>.</param>
    /// <param name="kind">What an order in it does.</param>
    /// <param name="endpoints">All addresses that may be reached in it, by purpose. Nothing else is reachable.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public BrokerEnvironment(string name, EnvironmentKind kind, IReadOnlyList<BrokerEndpoint> endpoints)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(endpoints);
        Name = name;
        Kind = kind;
        Endpoints = [.. endpoints];
    }

    /// <summary>Its name at the broker.</summary>
    public string Name { get; }

    /// <summary>What an order in it does.</summary>
    public EnvironmentKind Kind { get; }

    /// <summary>All addresses that may be reached in it.</summary>
    public IReadOnlyList<BrokerEndpoint> Endpoints { get; }

    /// <summary>True when a request for <paramref name="purpose"/> may go to <paramref name="address"/>.</summary>
    public bool Allows(EndpointPurpose purpose, Uri address)
    {
        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Purpose == purpose && endpoint.Covers(address)) return true;
        }

        return false;
    }

    /// <summary>The first address of a purpose; null where the environment has none (a file, an exchange in memory).</summary>
    public Uri? AddressOf(EndpointPurpose purpose)
    {
        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Purpose == purpose) return endpoint.Prefix;
        }

        return null;
    }

    /// <summary>Equal when name, kind and every endpoint are equal.</summary>
    public bool Equals(BrokerEnvironment? other) =>
        other is not null && Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Endpoints.SequenceEqual(other.Endpoints);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Endpoints.Count);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Kind})";
}
