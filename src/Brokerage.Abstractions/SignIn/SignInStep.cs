namespace Brokerage;

/// <summary>What has to happen next for a user to let us in. A closed set.</summary>
public abstract record SignInStep
{
    private SignInStep(SignInTicket ticket) => Ticket = ticket;

    /// <summary>What to keep until the answer comes.</summary>
    public SignInTicket Ticket { get; }

    /// <summary>What has to happen; never the address, which carries the state or a request token.</summary>
    public sealed override string ToString() => this switch
    {
        Redirect => nameof(Redirect),
        EnterCode => nameof(EnterCode),
        SignInElsewhere => nameof(SignInElsewhere),
        EnterKeys => nameof(EnterKeys),
        _ => nameof(SignInStep),
    };

    /// <summary>Send the user to <paramref name="Address"/>; the broker sends him back with a callback.</summary>
    /// <param name="Ticket">What to keep until the answer comes.</param>
    /// <param name="Address">The broker's page.</param>
    /// <param name="Correlation">How the callback is found.</param>
    public sealed record Redirect(SignInTicket Ticket, Uri Address, SignInCorrelation Correlation) : SignInStep(Ticket);

    /// <summary>Send the user to <paramref name="Address"/>; he comes back with a code to type.</summary>
    /// <param name="Ticket">What to keep until the answer comes.</param>
    /// <param name="Address">The broker's page.</param>
    public sealed record EnterCode(SignInTicket Ticket, Uri Address) : SignInStep(Ticket);

    /// <summary>The user logs in at a program or page that tells us nothing; ask until he has.</summary>
    /// <param name="Ticket">What to keep until the answer comes.</param>
    /// <param name="Address">Where to log in, if there is a page.</param>
    /// <param name="PollEvery">How often to ask.</param>
    public sealed record SignInElsewhere(SignInTicket Ticket, Uri? Address, TimeSpan PollEvery) : SignInStep(Ticket);

    /// <summary>The user enters keys that the broker gave him.</summary>
    /// <param name="Ticket">What to keep until the answer comes.</param>
    /// <param name="Names">
    /// The names of the keys, as <see cref="ConnectionSecrets.Values"/> will hold them; none where there is nothing to enter (a broker that
    /// is kept by hand): complete at once.
    /// </param>
    public sealed record EnterKeys(SignInTicket Ticket, IReadOnlyList<string> Names) : SignInStep(Ticket);
}
