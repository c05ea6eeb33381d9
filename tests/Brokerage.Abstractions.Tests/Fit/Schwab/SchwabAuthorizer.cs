using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>Two clocks: the access token lives half an hour, the login seven days from the code, and no refresh moves that.</summary>
internal sealed class SchwabAuthorizer(IWire wire, TimeProvider clock) : IBrokerageAuthorizer
{
    private static readonly TimeSpan LoginLife = TimeSpan.FromDays(7);

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        var redirect = request.RedirectTo ?? throw new ArgumentException("Schwab needs the registered callback.", nameof(request));
        var address = $"https://api.schwabapi.com/v1/oauth/authorize?client_id=our-key&response_type=code&redirect_uri={Uri.EscapeDataString(redirect.AbsoluteUri)}&state={request.State}";
        var ticket = new SignInTicket(request.State, new Secret(redirect.AbsoluteUri), clock.GetUtcNow().AddMinutes(10));
        return Task.FromResult<SignInStep>(new SignInStep.Redirect(ticket, new Uri(address), SignInCorrelation.State));
    }

    public SignInReply ReadCallback(Uri callback) => new(Form.Read(callback.Query.TrimStart('?')).GetValueOrDefault("state"), null);

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        var callback = (SignInAnswer.Callback)answer;
        var code = Form.Read(callback.Address.Query.TrimStart('?'))["code"];
        var reply = await wire.SendAsync(new WireRequest("POST", "/v1/oauth/token", $"grant_type=authorization_code&code={Uri.EscapeDataString(code)}"), cancellationToken);
        var now = clock.GetUtcNow();
        return reply.IsSuccess ? new SignInResult.SignedIn(Secrets(Json.Read(reply.Body), now, now)) : new SignInResult.Refused(SchwabErrors.Of(reply));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new()
    {
        Renewal = Renewal.Replace,
        RenewBy = secrets.AccessEndsAt?.AddMinutes(-5),
        PersonNeededBy = secrets.LoginEndsAt,
    };

    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        var body = $"grant_type=refresh_token&refresh_token={secrets.Values["refreshToken"].Reveal()}";
        try
        {
            var reply = await wire.SendAsync(new WireRequest("POST", "/v1/oauth/token", body), cancellationToken);
            return reply.IsSuccess
                ? new RefreshResult.Renewed(Secrets(Json.Read(reply.Body), secrets.LoggedInAt, clock.GetUtcNow()))
                : new RefreshResult.LoginNeeded(SchwabErrors.Of(reply));
        }
        catch (AnswerLostException)
        {
            return new RefreshResult.OutcomeUnknown(SchwabErrors.Lost);
        }
    }

    /// <summary>No revocation is documented.</summary>
    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);

    private static ConnectionSecrets Secrets(JsonNode? reply, DateTimeOffset loggedInAt, DateTimeOffset now) => new()
    {
        Scheme = "schwab.oauth2",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal)
        {
            ["accessToken"] = new(reply.Word("access_token")),
            ["refreshToken"] = new(reply.Word("refresh_token")),
        },
        LoggedInAt = loggedInAt,
        IssuedAt = now,
        AccessEndsAt = now.AddSeconds((double)(reply.Number("expires_in") ?? 0)),
        LoginEndsAt = loggedInAt + LoginLife,
        Scopes = [reply.Word("scope")],
    };
}
