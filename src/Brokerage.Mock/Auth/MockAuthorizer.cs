namespace Brokerage.Mock.Auth;

/// <summary>Signs anybody in: the one step asks for no key at all, so that an application's sign-in can be tried.</summary>
internal sealed class MockAuthorizer(TimeProvider clock) : IBrokerageAuthorizer
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ticket = new SignInTicket(request.State, new Secret("mock"), clock.GetUtcNow() + TicketLife);
        return Task.FromResult<SignInStep>(new SignInStep.EnterKeys(ticket, []));
    }

    public SignInReply ReadCallback(Uri callback) =>
        new(null, new BrokerageError(BrokerageErrorCode.InvalidRequest, MockAdapter.BrokerId, "A Mock broker sends nobody back."));

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Task.FromResult<SignInResult>(ticket.ExpiresAt <= clock.GetUtcNow()
            ? new SignInResult.Refused(new BrokerageError(BrokerageErrorCode.AuthExpired, MockAdapter.BrokerId, "The sign-in took too long."))
            : new SignInResult.SignedIn(MockContexts.NoSecrets(clock)));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(
        BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(
        BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);
}
