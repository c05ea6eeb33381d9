namespace Brokerage;

/// <summary>The clocks of a login, computed from its secrets.</summary>
public sealed record TokenLife
{
    /// <summary>What renewing means.</summary>
    public required Renewal Renewal { get; init; }

    /// <summary>When to renew at the latest (UTC); null where nothing needs renewing or nobody knows.</summary>
    public DateTimeOffset? RenewBy { get; init; }

    /// <summary>When a person must log in again (UTC); null where nobody knows or never.</summary>
    public DateTimeOffset? PersonNeededBy { get; init; }

    /// <summary>How long a token may idle before it sleeps; null where it does not.</summary>
    public TimeSpan? IdleLimit { get; init; }
}
