namespace Brokerage.Conformance.Tests.Guide.Acme;

#region authorizer
internal sealed class AcmeAuthorizer(TimeProvider clock) : IBrokerageAuthorizer
{
    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ticket = new SignInTicket(request.State, new Secret(request.Environment.Name), clock.GetUtcNow().AddMinutes(10));
        return Task.FromResult<SignInStep>(new SignInStep.EnterKeys(ticket, ["key"]));
    }

    public SignInReply ReadCallback(Uri callback) =>
        new(null, new BrokerageError(BrokerageErrorCode.InvalidRequest, AcmeAdapter.BrokerId, "Acme sends nobody back: its users enter a key."));

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var now = clock.GetUtcNow();
        return Task.FromResult<SignInResult>(answer switch
        {
            _ when now >= ticket.ExpiresAt => Refused(BrokerageErrorCode.AuthExpired, "The sign-in took too long."),
            SignInAnswer.Keys { Values: var values } when values.ContainsKey("key") =>
                new SignInResult.SignedIn(new ConnectionSecrets { Scheme = "acme.key", Values = values, LoggedInAt = now, IssuedAt = now }),
            _ => Refused(BrokerageErrorCode.InvalidRequest, "Acme needs the key."),
        });
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);

    private static SignInResult.Refused Refused(BrokerageErrorCode code, string why) => new(new BrokerageError(code, AcmeAdapter.BrokerId, why));
}
#endregion
