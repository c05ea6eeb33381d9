namespace Brokerage;

/// <summary>How an answer to a sign-in ended. A closed set.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>The connection is there.</summary>
    /// <param name="Connection">The connection. Where its accounts could not be read yet it is Pending and says why; nobody need log in again.</param>
    /// <param name="Accounts">Its accounts, as they are stored.</param>
    public sealed record Connected(StoredConnection Connection, IReadOnlyList<StoredAccount> Accounts) : SignInOutcome;

    /// <summary>The user has not logged in yet.</summary>
    /// <param name="TryAgainIn">When to ask again, with the same handle.</param>
    public sealed record Pending(TimeSpan TryAgainIn) : SignInOutcome;

    /// <summary>There is no connection, or the old one is as it was.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="Error">The broker's words, where it said something.</param>
    public sealed record Failed(SignInFailure Failure, BrokerageError? Error = null) : SignInOutcome;
}
