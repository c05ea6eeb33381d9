using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace Brokerage.ETrade.Auth;

/// <summary>A token and its secret, as the sign-in addresses answer them.</summary>
internal sealed class OAuthPair(Secret token, Secret secret)
{
    public Secret Token { get; } = token;

    public Secret Secret { get; } = secret;

    /// <summary>
    /// Reads a form-encoded answer. It is decoded exactly once: tokens hold <c>+</c>, <c>/</c> and <c>=</c>, which are escaped again
    /// wherever they are signed.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out OAuthPair? pair)
    {
        string? token = null;
        string? secret = null;
        foreach (var part in Encoding.UTF8.GetString(body).Trim().Split('&'))
        {
            // A name without a value is none: its own letters would be the token.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : part[..equals];
            if (name is "oauth_token")
            {
                token = Value(part[(equals + 1)..]);
            }
            else if (name is "oauth_token_secret")
            {
                secret = Value(part[(equals + 1)..]);
            }
        }

        pair = string.IsNullOrEmpty(token) || string.IsNullOrEmpty(secret) ? null : new OAuthPair(new Secret(token), new Secret(secret));
        return pair is not null;
    }

    // A raw plus would be a blank, which no token holds: some servers between leave it unescaped.
    private static string Value(string text) => WebUtility.UrlDecode(text).Replace(' ', '+');
}
