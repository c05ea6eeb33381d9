using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>OAuth 1.0a. A registered callback redirects without state, at times with the verifier alone; any other key shows a code to type.</summary>
internal sealed class ETradeAuthorizer(IWire wire, TimeProvider clock) : IBrokerageAuthorizer
{
    private const string Scheme = "etrade.oauth1";
    private static readonly TimeSpan RequestTokenLife = TimeSpan.FromMinutes(5);

    public async Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        var answer = await wire.SendAsync(new WireRequest("GET", "/oauth/request_token"), cancellationToken);
        if (!answer.IsSuccess) throw new BrokerageException(ETradeErrors.Of(answer));
        var (token, secret) = Pair(answer.Body);
        var ticket = new SignInTicket(token, new Secret(secret), clock.GetUtcNow() + RequestTokenLife);
        var address = new Uri("https://us.etrade.com/e/t/etws/authorize?key=our-key&token=" + Uri.EscapeDataString(token));
        return request.RedirectTo is null
            ? new SignInStep.EnterCode(ticket, address)
            : new SignInStep.Redirect(ticket, address, SignInCorrelation.OwnSessionOnly);
    }

    /// <summary>No state comes back; the token comes sometimes. Without it the flow takes the one sign-in that the user's own session has pending.</summary>
    public SignInReply ReadCallback(Uri callback)
    {
        var query = Form.Read(callback.Query.TrimStart('?'));
        return query.ContainsKey("oauth_verifier")
            ? new SignInReply(query.GetValueOrDefault("oauth_token"), null)
            : new SignInReply(null, new BrokerageError(BrokerageErrorCode.AuthRevoked, ETradeAdapter.Broker, "E*TRADE sent no verifier: the sign-in was declined."));
    }

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        var verifier = answer switch
        {
            SignInAnswer.Code code => code.Value.Reveal(),
            SignInAnswer.Callback callback => Form.Read(callback.Address.Query.TrimStart('?')).GetValueOrDefault("oauth_verifier"),
            _ => null,
        };
        var path = $"/oauth/access_token?oauth_token={Uri.EscapeDataString(ticket.Key)}&oauth_verifier={verifier}";
        var reply = await wire.SendAsync(new WireRequest("GET", path), cancellationToken);
        if (!reply.IsSuccess) return new SignInResult.Refused(ETradeErrors.Of(reply));
        var (token, secret) = Pair(reply.Body);
        var now = clock.GetUtcNow();
        return new SignInResult.SignedIn(new ConnectionSecrets
        {
            Scheme = Scheme,
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = new(token), ["tokenSecret"] = new(secret) },
            LoggedInAt = now,
            IssuedAt = now,
            AccessEndsAt = Times.NextMidnight(now, Times.NewYork),
            LoginEndsAt = Times.NextMidnight(now, Times.NewYork),
        });
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new()
    {
        Renewal = Renewal.ExtendSameToken,
        PersonNeededBy = secrets.LoginEndsAt,
        IdleLimit = TimeSpan.FromHours(2),
    };

    /// <summary>Wakes the same token; the end of the day does not move.</summary>
    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        try
        {
            var token = secrets.Values["token"].Reveal();
            var answer = await wire.SendAsync(new WireRequest("GET", "/oauth/renew_access_token", Token: token), cancellationToken);
            return answer.IsSuccess ? new RefreshResult.Renewed(secrets) : new RefreshResult.LoginNeeded(ETradeErrors.Of(answer));
        }
        catch (AnswerLostException)
        {
            return new RefreshResult.OutcomeUnknown(ETradeErrors.Lost);
        }
    }

    public async Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        var token = secrets.Values["token"].Reveal();
        var answer = await wire.SendAsync(new WireRequest("GET", "/oauth/revoke_access_token", Token: token), cancellationToken);
        return answer.IsSuccess ? RevokeResult.AtBroker : RevokeResult.LocalOnly;
    }

    private static (string Token, string Secret) Pair(string body)
    {
        var form = Form.Read(body);
        return (form["oauth_token"], form["oauth_token_secret"]);
    }
}
