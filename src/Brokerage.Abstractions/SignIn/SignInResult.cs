namespace Brokerage;

/// <summary>How a sign-in ended. A closed set.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>The user let us in.</summary>
    /// <param name="Secrets">What to put into the vault.</param>
    public sealed record SignedIn(ConnectionSecrets Secrets) : SignInResult;

    /// <summary>The user has not logged in yet.</summary>
    /// <param name="TryAgainIn">When to ask again.</param>
    public sealed record Pending(TimeSpan TryAgainIn) : SignInResult;

    /// <summary>The broker or the user refused, or the answer does not fit the ticket.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(BrokerageError Error) : SignInResult;
}
