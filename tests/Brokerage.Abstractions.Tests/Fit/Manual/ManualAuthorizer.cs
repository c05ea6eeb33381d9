namespace Brokerage.Fit.Manual;

internal sealed class ManualAuthorizer(TimeProvider clock) : IBrokerageAuthorizer
{
    /// <summary>Nothing has to be entered.</summary>
    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInStep>(new SignInStep.EnterKeys(new SignInTicket(request.State, new Secret(""), clock.GetUtcNow().AddMinutes(10)), []));

    public SignInReply ReadCallback(Uri callback) => new(null, null);

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInResult>(new SignInResult.SignedIn(new ConnectionSecrets
        {
            Scheme = "none",
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal),
            LoggedInAt = clock.GetUtcNow(),
            IssuedAt = clock.GetUtcNow(),
        }));

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);
}
