using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>Keys that a user enters. There is nothing to refresh, and nothing that the broker could revoke for us.</summary>
internal sealed class AlpacaAuthorizer(TimeProvider clock) : IBrokerageAuthorizer
{
    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        var ticket = new SignInTicket(request.State, new Secret(request.ExpectedSubject ?? ""), clock.GetUtcNow().AddMinutes(10));
        return Task.FromResult<SignInStep>(new SignInStep.EnterKeys(ticket, ["keyId", "secretKey"]));
    }

    /// <summary>Connect's callback carries our state, or the word that the user declined.</summary>
    public SignInReply ReadCallback(Uri callback)
    {
        var query = Form.Read(callback.Query.TrimStart('?'));
        var declined = query.ContainsKey("error") ? new BrokerageError(BrokerageErrorCode.AuthRevoked, AlpacaAdapter.Broker, "The user declined.") : null;
        return new SignInReply(query.GetValueOrDefault("state"), declined);
    }

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        var keys = ((SignInAnswer.Keys)answer).Values;
        // A live key in the paper environment is refused before it travels.
        if (keys["keyId"].Reveal().StartsWith("AK", StringComparison.Ordinal))
        {
            return Task.FromResult<SignInResult>(new SignInResult.Refused(
                new BrokerageError(BrokerageErrorCode.EnvironmentMismatch, AlpacaAdapter.Broker, "This is a key of the live account.") { Field = "keyId" }));
        }
        return Task.FromResult<SignInResult>(new SignInResult.SignedIn(new ConnectionSecrets
        {
            Scheme = "alpaca.key",
            Values = keys,
            LoggedInAt = clock.GetUtcNow(),
            IssuedAt = clock.GetUtcNow(),
        }));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);
}
