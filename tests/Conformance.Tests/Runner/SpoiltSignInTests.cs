namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The cases of signing in bite: each mistake is caught by the case that is about it.</summary>
public sealed class SpoiltSignInTests
{
    private static readonly Uri Elsewhere = new("https://sign-in.example/authorize?state=state-of-this-case-0123456789abcdef");

    private static readonly Dictionary<string, (string Case, Func<IBrokerageAuthorizer, SpoiltAuthorizer> Spoil)> Mistakes = new(StringComparer.Ordinal)
    {
        ["sends users elsewhere"] = ("AUT-001", right => new(right) { Begun = step => new SignInStep.Redirect(step.Ticket, Elsewhere, SignInCorrelation.State) }),
        ["gives tickets without an end"] = ("AUT-001", right => new(right) { Begun = step => With(step, step.Ticket with { ExpiresAt = DateTimeOffset.MaxValue }) }),
        ["forgets when the user came"] = ("AUT-002", right => new(right) { Completed = result => result is SignInResult.SignedIn { Secrets: var secrets } ? new SignInResult.SignedIn(Dated(secrets)) : result }),
        ["overlooks a refusal"] = ("AUT-003", right => new(right) { Replied = reply => reply with { Refusal = null } }),
        ["takes anybody's callback"] = ("AUT-004", right => new(right)
        {
            Taken = (ticket, answer) => answer is SignInAnswer.Callback callback ? ticket with { Key = right.ReadCallback(callback.Address).Key ?? ticket.Key } : ticket,
        }),
        ["takes old tickets"] = ("AUT-005", right => new(right) { Taken = (ticket, _) => ticket with { ExpiresAt = DateTimeOffset.MaxValue } }),
        ["guesses whose callback it is"] = ("AUT-006", right => new(right) { Replied = reply => reply with { Key = reply.Key ?? "the last one" } }),
        ["promises to renew"] = ("AUT-007", right => new(right) { Lives = life => life with { Renewal = Renewal.Replace } }),
        ["renews nothing"] = ("AUT-008", right => new(right) { Refreshed = secrets => new RefreshResult.Renewed(secrets) }),
        ["revokes nothing"] = ("AUT-009", right => new(right) { Revoked = RevokeResult.AtBroker }),
        ["lets anybody in"] = ("AUT-010", right => new(right) { Asked = request => request with { ExpectedSubject = null } }),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mistake_in_signing_in_is_caught(string mistake)
    {
        var (id, spoil) = Mistakes[mistake];

        List<Outcome> outcomes = [];
        foreach (var one in Case.All.Where(one => string.Equals(one.Id, id, StringComparison.Ordinal)))
        {
            outcomes.Add(await SpoiltSignInTestBroker.RunAsync(one, authorizer => spoil(authorizer)));
        }

        Assert.Contains(outcomes, outcome => outcome is Outcome.Failed);
    }

    private static SignInStep.Redirect With(SignInStep step, SignInTicket ticket) => new(ticket, ((SignInStep.Redirect)step).Address, SignInCorrelation.State);

    private static ConnectionSecrets Dated(ConnectionSecrets secrets) => new()
    {
        Scheme = secrets.Scheme, Values = secrets.Values, LoggedInAt = DateTimeOffset.UnixEpoch, IssuedAt = secrets.IssuedAt, Subject = secrets.Subject, Scopes = secrets.Scopes,
    };
}
