namespace Brokerage;

/// <summary>How a connection stands.</summary>
public enum ConnectionState
{
    /// <summary>Made, and not used yet, or a sign-in is under way.</summary>
    Pending = 0,

    /// <summary>Everything works.</summary>
    Active = 1,

    /// <summary>Some of it works: a stream is down, market data is not entitled.</summary>
    Degraded = 2,

    /// <summary>A person must log in again; the problem says why (expired, password changed).</summary>
    NeedsLogin = 3,

    /// <summary>The login's only session is held elsewhere.</summary>
    Competing = 4,

    /// <summary>The user or the broker has withdrawn access.</summary>
    Revoked = 5,

    /// <summary>Switched off by the application.</summary>
    Disabled = 6,

    /// <summary>It does not work, and logging in again would not help.</summary>
    Error = 7,
}
