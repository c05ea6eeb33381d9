using System.Diagnostics;

namespace Brokerage.ETrade.Auth;

/// <summary>What a request is signed with: the application's pair, and the pair of a request token or access token, if there is one yet.</summary>
[DebuggerDisplay("***")]
internal readonly struct OAuthKeys(string consumerKey, Secret consumerSecret, Secret? token = null, Secret? tokenSecret = null)
{
    public string ConsumerKey { get; } = consumerKey;

    public Secret ConsumerSecret { get; } = consumerSecret;

    public Secret? Token { get; } = token;

    public Secret? TokenSecret { get; } = tokenSecret;

    public override string ToString() => "***";
}
