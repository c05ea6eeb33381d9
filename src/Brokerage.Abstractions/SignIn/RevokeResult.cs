namespace Brokerage;

/// <summary>How far a revocation went. What nobody set claims the less.</summary>
public enum RevokeResult
{
    /// <summary>The broker offers no way to; we forget the secrets, and the user should remove the application at the broker.</summary>
    LocalOnly = 0,

    /// <summary>The broker has ended our access.</summary>
    AtBroker = 1,
}
