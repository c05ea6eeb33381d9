namespace Brokerage;

/// <summary>How a broker's callback is tied to the sign-in that began it.</summary>
public enum SignInCorrelation
{
    /// <summary>The callback carries our state.</summary>
    State = 0,

    /// <summary>The callback carries the request token (OAuth 1).</summary>
    RequestToken = 1,

    /// <summary>The callback carries neither: only the user's own session can tell which sign-in is meant.</summary>
    OwnSessionOnly = 2,
}
