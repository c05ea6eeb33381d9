namespace Brokerage;

/// <summary>
/// A purpose with its origin and path prefix. Matching by host alone would let a sandbox that signs in at the live host reach the live
/// trading path; therefore scheme, host, port and path prefix all count.
/// </summary>
public sealed record BrokerEndpoint
{
    /// <summary>Makes an endpoint.</summary>
    /// <param name="purpose">What the address is for.</param>
    /// <param name="prefix">
    /// An absolute address whose path ends with a slash, without user, query and fragment; <c>https</c> or <c>wss</c>, and on loopback
    /// also <c>http</c> or <c>ws</c>.
    /// </param>
    /// <param name="anySubdomain">True to let any subdomain of the host match too.</param>
    /// <exception cref="ArgumentException">The prefix is none of that.</exception>
    public BrokerEndpoint(EndpointPurpose purpose, Uri prefix, bool anySubdomain = false)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (Problem(prefix) is { } problem) throw new ArgumentException(problem, nameof(prefix));

        Purpose = purpose;
        Prefix = prefix;
        AnySubdomain = anySubdomain;
    }

    /// <summary>What the address is for.</summary>
    public EndpointPurpose Purpose { get; }

    /// <summary>The address that every request of this purpose begins with.</summary>
    public Uri Prefix { get; }

    /// <summary>True where any subdomain of the prefix' host belongs to the endpoint too.</summary>
    public bool AnySubdomain { get; }

    /// <summary>True when <paramref name="address"/> lies under this endpoint. Addresses that a broker sends are asked the same way.</summary>
    public bool Covers(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri
            && address.UserInfo.Length == 0
            && string.Equals(address.Scheme, Prefix.Scheme, StringComparison.Ordinal)
            && address.Port == Prefix.Port
            && CoversHost(address.IdnHost)
            && CoversPath(address.AbsolutePath);
    }

    private bool CoversHost(string host)
    {
        if (string.Equals(host, Prefix.IdnHost, StringComparison.OrdinalIgnoreCase)) return true;
        return AnySubdomain && host.EndsWith("." + Prefix.IdnHost, StringComparison.OrdinalIgnoreCase);
    }

    private bool CoversPath(string path)
    {
        // An encoded dot or slash, or a backslash, may mean another path to the server than to us.
        if (path.Contains("%2e", StringComparison.OrdinalIgnoreCase) || path.Contains("%2f", StringComparison.OrdinalIgnoreCase)) return false;
        if (path.Contains("%5c", StringComparison.OrdinalIgnoreCase) || path.Contains('\\', StringComparison.Ordinal)) return false;
        if (path.Contains("//", StringComparison.Ordinal)) return false;

        return path.StartsWith(Prefix.AbsolutePath, StringComparison.Ordinal)
            || string.Equals(path + "/", Prefix.AbsolutePath, StringComparison.Ordinal);
    }

    private static string? Problem(Uri prefix)
    {
        if (!prefix.IsAbsoluteUri) return "An endpoint's address must be absolute.";
        if (prefix.UserInfo.Length > 0) return "An endpoint's address must not name a user.";
        if (prefix.Query.Length > 0 || prefix.Fragment.Length > 0) return "An endpoint's address must not have a query or fragment.";
        if (!prefix.AbsolutePath.EndsWith('/')) return "An endpoint's path must end with a slash.";
        if (prefix.Scheme is "https" or "wss") return null;
        return prefix.Scheme is "http" or "ws" && prefix.IsLoopback
            ? null
            : "An endpoint needs https or wss; http and ws are for loopback alone.";
    }
}
