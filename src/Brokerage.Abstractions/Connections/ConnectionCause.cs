namespace Brokerage;

/// <summary>What can happen to a connection.</summary>
public enum ConnectionCause
{
    /// <summary>A person has signed in (again).</summary>
    SignedIn = 0,

    /// <summary>The broker answered, and the environment is verified.</summary>
    Connected = 1,

    /// <summary>A part of it stopped working.</summary>
    PartLost = 2,

    /// <summary>The login ended: tokens expired or were refused, and cannot be renewed.</summary>
    LoginEnded = 3,

    /// <summary>Somebody else holds the session now.</summary>
    SessionLost = 4,

    /// <summary>The user or the broker withdrew access.</summary>
    Revoked = 5,

    /// <summary>The application switched it off.</summary>
    Disabled = 6,

    /// <summary>The application switched it on again.</summary>
    Enabled = 7,

    /// <summary>The broker could not be reached, or answers nothing that can be used.</summary>
    Failed = 8,
}
