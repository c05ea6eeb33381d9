using System.Text;
using System.Text.RegularExpressions;
using Brokerage.Transport;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// Why E*TRADE refused a signature or token: <c>oauth_problem=…</c>, which stands in a page of HTML, in an error of JSON or XML, in plain
/// text or in a header, as the server in front happens to answer.
/// </summary>
internal static partial class OAuthProblem
{
    private const int MostText = 8_192;

    /// <summary>The word of the problem, and all the text that it stood in; null where the answer names none.</summary>
    public static (string? Word, string Text) Read(BrokerResponse response)
    {
        var header = response.Header("WWW-Authenticate") ?? "";
        var body = response.Body.Span;
        var text = header + "\n" + Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostText)]);
        var match = Problem().Match(text);
        if (match.Success)
        {
            return (match.Groups["word"].Value, text);
        }

        // What one client has seen in its place; neither says more than that.
        var isOver = text.Contains("Token is invalid, or has expired", StringComparison.OrdinalIgnoreCase);
        return (isOver ? "token_rejected" : null, text);
    }

    [GeneratedRegex("oauth_problem=\"?(?<word>[a-z_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Problem();
}
