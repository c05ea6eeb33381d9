using System.Globalization;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>Lets signed requests in. The keys of both environments can sign in; what is asked afterwards takes those of its own alone.</summary>
internal sealed class OAuthGate(
    ETradeSimulatorOptions options, ETradeCredentials own, ETradeCredentials foreign, RequestTokens requests, AccessTokens grants)
{
    private const int Window = 300;
    private static readonly string[] Required = ["oauth_consumer_key", "oauth_signature_method", "oauth_signature", "oauth_timestamp", "oauth_nonce"];

    private readonly SignedOrigins _origins = new(options.SignedOrigins);
    private readonly Nonces _nonces = new();

    /// <summary>A request that no token signs.</summary>
    /// <exception cref="OAuthRefusal">It is not signed as it should be.</exception>
    public OAuthRequest WithKey(Call call) => Signed(call, (_, _) => "", needsToken: false);

    /// <summary>A request that a request token signs.</summary>
    /// <exception cref="OAuthRefusal">It is not signed as it should be.</exception>
    public OAuthRequest WithRequestToken(Call call) => Signed(call, requests.SecretOf, needsToken: true);

    /// <summary>A request that an access token signs, whatever its state.</summary>
    /// <exception cref="OAuthRefusal">It is not signed as it should be.</exception>
    public OAuthRequest WithAccessToken(Call call) => Signed(call, grants.SecretOf, needsToken: true);

    /// <summary>A call of the interface: signed by an access token that is awake, with the key of this environment.</summary>
    /// <exception cref="OAuthRefusal">It is not signed as it should be, or the token is asleep or dead.</exception>
    /// <exception cref="ETradeRefusal">It is a key of the other environment.</exception>
    public void RequireCall(Call call)
    {
        var request = WithAccessToken(call);
        if (!string.Equals(request["oauth_consumer_key"], own.ConsumerKey, StringComparison.Ordinal))
        {
            throw ETradeErrors.WrongEnvironment();
        }

        grants.Use(request["oauth_token"]!, own.ConsumerKey);
    }

    private OAuthRequest Signed(Call call, Func<string, string, string?> secretOf, bool needsToken)
    {
        var request = OAuthRequest.Read(call);
        foreach (var name in needsToken ? Required.Append("oauth_token") : Required)
        {
            _ = request[name] ?? throw OAuthProblem.ParameterAbsent(name);
        }

        if (request["oauth_version"] is not (null or "1.0"))
        {
            throw OAuthProblem.VersionRejected();
        }

        if (request["oauth_signature_method"] is not OAuthSignature.Method)
        {
            throw OAuthProblem.MethodRejected();
        }

        var consumer = KeyOf(request["oauth_consumer_key"]!) ?? throw OAuthProblem.KeyRejected();
        CheckTime(request["oauth_timestamp"]!);
        var tokenSecret = secretOf(request["oauth_token"] ?? "", consumer.ConsumerKey) ?? throw OAuthProblem.TokenRejected();
        if (!OAuthSignature.Verifies(request, _origins.Of(call.Context), consumer.ConsumerSecret, tokenSecret))
        {
            throw OAuthProblem.SignatureInvalid();
        }

        return _nonces.Take(request) ? request : throw OAuthProblem.NonceUsed();
    }

    private ETradeCredentials? KeyOf(string consumerKey) =>
        new[] { own, foreign }.FirstOrDefault(one => string.Equals(one.ConsumerKey, consumerKey, StringComparison.Ordinal));

    private void CheckTime(string timestamp)
    {
        var now = options.Time.GetUtcNow().ToUnixTimeSeconds();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var signed) || Math.Abs(signed - now) > Window)
        {
            throw OAuthProblem.TimestampRefused(now - Window, now + Window);
        }
    }
}
