using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

internal sealed class FdxAuthorizer(IWire wire, TimeProvider clock) : IBrokerageAuthorizer
{
    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        var address = new Uri($"https://idp.ddp.akoya.com/auth?connector=fidelity&client_id=ours&response_type=code&scope=openid%20offline_access&state={request.State}");
        return Task.FromResult<SignInStep>(new SignInStep.Redirect(new SignInTicket(request.State, new Secret(""), clock.GetUtcNow().AddMinutes(5)), address, SignInCorrelation.State));
    }

    public SignInReply ReadCallback(Uri callback) => new(Form.Read(callback.Query.TrimStart('?')).GetValueOrDefault("state"), null);

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        var code = Form.Read(((SignInAnswer.Callback)answer).Address.Query.TrimStart('?'))["code"];
        var reply = await wire.SendAsync(new WireRequest("POST", "/token", $"grant_type=authorization_code&code={code}"), cancellationToken);
        if (!reply.IsSuccess) return new SignInResult.Refused(FdxMapping.Error(reply));
        var token = Json.Read(reply.Body);
        var now = clock.GetUtcNow();
        return new SignInResult.SignedIn(new ConnectionSecrets
        {
            Scheme = "fdx.oidc",
            // Data calls take the id token, not an access token.
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["idToken"] = new(token.Word("id_token")), ["refreshToken"] = new(token.Word("refresh_token")) },
            LoggedInAt = now,
            IssuedAt = now,
            AccessEndsAt = now.AddSeconds((double)(token.Number("expires_in") ?? 0)),
            Subject = "subject-of-the-id-token",
            Scopes = token.Word("scope").Split(' '),
        });
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.Replace, RenewBy = secrets.AccessEndsAt?.AddMinutes(-1) };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.LoginNeeded(new BrokerageError(BrokerageErrorCode.AuthExpired, FdxAdapter.Broker, "Not part of this sketch.")));

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.AtBroker);
}
