using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>
/// Two roads: the gateway, where a person logs in on a page that tells us nothing and no secret is ours; and first-party keys, from which
/// a session token is made.
/// </summary>
internal sealed class IbkrWebAuthorizer(IWire wire, TimeProvider clock) : IBrokerageAuthorizer
{
    public const string GatewayScheme = "ibkr.gateway";
    public const string KeysScheme = "ibkr.oauth1a";
    private static readonly string[] KeyNames = ["consumerKey", "accessToken", "accessTokenSecret", "signatureKey", "encryptionKey", "dhPrime"];

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        var ticket = new SignInTicket(request.State, new Secret(""), clock.GetUtcNow().AddMinutes(10));
        return Task.FromResult<SignInStep>(request.Application == "first-party"
            ? new SignInStep.EnterKeys(ticket, KeyNames)
            : new SignInStep.SignInElsewhere(ticket, request.Environment.AddressOf(EndpointPurpose.SignIn), TimeSpan.FromSeconds(3)));
    }

    public SignInReply ReadCallback(Uri callback) =>
        new(null, new BrokerageError(BrokerageErrorCode.InvalidRequest, IbkrWebAdapter.Broker, "The gateway calls nobody back."));

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        if (answer is SignInAnswer.Keys keys) return new SignInResult.SignedIn(Made(KeysScheme, keys.Values));
        var status = Json.Read((await wire.SendAsync(new WireRequest("POST", "/iserver/auth/status", "{}"), cancellationToken)).Body);
        return status.Flag("authenticated") == true
            ? new SignInResult.SignedIn(Made(GatewayScheme, new Dictionary<string, Secret>(StringComparer.Ordinal)))
            : new SignInResult.Pending(TimeSpan.FromSeconds(3));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => secrets.Scheme == KeysScheme
        ? new TokenLife { Renewal = Renewal.OpenSession, RenewBy = secrets.AccessEndsAt }
        : new TokenLife { Renewal = Renewal.None, PersonNeededBy = Times.NextMidnight(secrets.LoggedInAt, Times.NewYork) };

    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        if (secrets.Scheme == GatewayScheme) return new RefreshResult.NothingToDo();
        var answer = Json.Read((await wire.SendAsync(new WireRequest("POST", "/oauth/live_session_token"), cancellationToken)).Body);
        return new RefreshResult.Renewed(new ConnectionSecrets
        {
            Scheme = secrets.Scheme,
            Values = new Dictionary<string, Secret>(secrets.Values, StringComparer.Ordinal) { ["sessionToken"] = new(answer.Word("diffie_hellman_response")) },
            LoggedInAt = secrets.LoggedInAt,
            IssuedAt = clock.GetUtcNow(),
            AccessEndsAt = Times.Epoch(answer.Integer("live_session_token_expiration")),
        });
    }

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);

    private ConnectionSecrets Made(string scheme, IReadOnlyDictionary<string, Secret> values) => new()
    {
        Scheme = scheme,
        Values = values,
        LoggedInAt = clock.GetUtcNow(),
        IssuedAt = clock.GetUtcNow(),
    };
}
