using System.Text;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>Tokens for tokens: request, access, renew, revoke. GET as documented; POST passes too.</summary>
internal sealed class OAuthEndpoints(ETradeSimulatorOptions options, OAuthGate gate, RequestTokens requests, AccessTokens grants)
{
    public void Map(EndpointTable endpoints)
    {
        foreach (var method in new[] { "GET", "POST" })
        {
            endpoints.Map(method, "/oauth/request_token", call => Answer(call, RequestToken));
            endpoints.Map(method, "/oauth/access_token", call => Answer(call, AccessToken));
            endpoints.Map(method, "/oauth/renew_access_token", call => Answer(call, Renew));
            endpoints.Map(method, "/oauth/revoke_access_token", call => Answer(call, Revoke));
        }
    }

    private Reply Answer(Call call, Func<Call, string> handle)
    {
        try
        {
            return new Reply(200, Encoding.UTF8.GetBytes(handle(call)), "application/x-www-form-urlencoded") { Reason = "200" };
        }
        catch (OAuthRefusal refusal)
        {
            return UnauthorizedPages.Old(refusal.Problem);
        }
    }

    private string RequestToken(Call call)
    {
        var request = gate.WithKey(call);
        var callback = request["oauth_callback"] ?? throw OAuthProblem.ParameterAbsent("oauth_callback");
        if (callback is not "oob" && (options.Callback is not { } registered || !string.Equals(callback, registered.OriginalString, StringComparison.Ordinal)))
        {
            throw OAuthProblem.CallbackRejected();
        }

        var (token, secret) = requests.Issue(request["oauth_consumer_key"]!);
        return Form(token, secret) + "&oauth_callback_confirmed=true";
    }

    private string AccessToken(Call call)
    {
        var request = gate.WithRequestToken(call);
        var verifier = request["oauth_verifier"] ?? throw OAuthProblem.ParameterAbsent("oauth_verifier");
        var consumerKey = request["oauth_consumer_key"]!;
        if (!requests.Redeem(request["oauth_token"]!, consumerKey, verifier))
        {
            throw OAuthProblem.TokenRejected();
        }

        var access = grants.Issue(consumerKey);
        return Form(access.Token, access.Secret);
    }

    private string Renew(Call call)
    {
        var request = gate.WithAccessToken(call);
        grants.Renew(request["oauth_token"]!, request["oauth_consumer_key"]!);
        return "Access Token has been renewed";
    }

    private string Revoke(Call call)
    {
        var request = gate.WithAccessToken(call);
        grants.Revoke(request["oauth_token"]!, request["oauth_consumer_key"]!);
        return "Revoked Access Token";
    }

    private static string Form(string token, string secret) =>
        $"oauth_token={Uri.EscapeDataString(token)}&oauth_token_secret={Uri.EscapeDataString(secret)}";
}
