namespace Brokerage;

/// <summary>What came back for a sign-in. A closed set.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    /// <summary>The address that the broker sent the user back to, with its query.</summary>
    /// <param name="Address">The whole address. It holds a secret: never log it.</param>
    public sealed record Callback(Uri Address) : SignInAnswer
    {
        /// <summary>Never prints the address.</summary>
        public override string ToString() => nameof(Callback);
    }

    /// <summary>The code that the user typed.</summary>
    /// <param name="Value">The code.</param>
    public sealed record Code(Secret Value) : SignInAnswer;

    /// <summary>The keys that the user entered.</summary>
    /// <param name="Values">By name.</param>
    public sealed record Keys(IReadOnlyDictionary<string, Secret> Values) : SignInAnswer;

    /// <summary>Nothing came: ask the broker whether the user has logged in.</summary>
    public sealed record Poll : SignInAnswer;
}
