namespace Brokerage;

/// <summary>What was found of a pending sign-in. A closed set.</summary>
public abstract record TakenSignIn
{
    private TakenSignIn()
    {
    }

    /// <summary>It is the caller's, and nobody else's any more.</summary>
    /// <param name="Pending">The sign-in.</param>
    public sealed record Taken(PendingSignIn Pending) : TakenSignIn;

    /// <summary>Somebody has taken it before.</summary>
    public sealed record AlreadyTaken : TakenSignIn;

    /// <summary>There is none, or it was forgotten long after its end.</summary>
    public sealed record NotFound : TakenSignIn;
}
