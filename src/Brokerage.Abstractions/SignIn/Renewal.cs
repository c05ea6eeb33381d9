namespace Brokerage;

/// <summary>What renewing access means at a broker.</summary>
public enum Renewal
{
    /// <summary>There is nothing to renew: keys, or tokens without expiry.</summary>
    None = 0,

    /// <summary>The same token is woken up again.</summary>
    ExtendSameToken = 1,

    /// <summary>A new token replaces the old one.</summary>
    Replace = 2,

    /// <summary>A session is opened from lasting secrets.</summary>
    OpenSession = 3,
}
