using System.Text;
using Brokerage.Simulator.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>
/// What of a request is signed: the method, the path as it was sent, and the parameters of the header, the query, and a form. Bodies in JSON
/// and XML are not.
/// </summary>
internal sealed class OAuthRequest
{
    private const string Scheme = "OAuth ";

    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    private OAuthRequest(string method, string path, IReadOnlyList<IReadOnlyList<(string Name, string Value)>> readings)
    {
        (Method, Path, Readings) = (method, path, readings);
        foreach (var (name, value) in readings[0])
        {
            // Nothing in a token or a signature is a blank: somebody did not escape a plus.
            _named.TryAdd(name, name is "oauth_token" or "oauth_signature" ? value.Replace(' ', '+') : value);
        }
    }

    public string Method { get; }

    public string Path { get; }

    /// <summary>The signed parameters. A plus in the query is a blank by the rules and a plus to some clients; both readings may verify.</summary>
    public IReadOnlyList<IReadOnlyList<(string Name, string Value)>> Readings { get; }

    /// <summary>A parameter; null where it is absent or empty.</summary>
    public string? this[string name] => _named.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static OAuthRequest Read(Call call)
    {
        var target = call.Context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        if (target is not ['/', ..] && Uri.TryCreate(target, UriKind.Absolute, out var whole))
        {
            // A client that takes this for a proxy names the whole address.
            target = whole.PathAndQuery;
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
        var header = Header(call.Header("Authorization")).ToList();
        var form = IsForm(call) ? Encoding.UTF8.GetString(call.Body.Span) : "";
        IReadOnlyList<(string, string)> With(bool plusIsBlank) => [.. header, .. Pairs(query, plusIsBlank), .. Pairs(form, plusIsBlank)];
        return new OAuthRequest(
            call.Context.Request.Method,
            path,
            (query + form).Contains('+', StringComparison.Ordinal) ? [With(plusIsBlank: true), With(plusIsBlank: false)] : [With(plusIsBlank: true)]);
    }

    private static bool IsForm(Call call) =>
        call.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true;

    private static IEnumerable<(string Name, string Value)> Header(string? text)
    {
        if (text?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is not true)
        {
            yield break;
        }

        foreach (var item in text[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && item[..equals] is var name && name is not "realm")
            {
                yield return (Uri.UnescapeDataString(name), Uri.UnescapeDataString(item[(equals + 1)..].Trim('"')));
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string text, bool plusIsBlank)
    {
        foreach (var item in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? (Decode(item, plusIsBlank), "") : (Decode(item[..equals], plusIsBlank), Decode(item[(equals + 1)..], plusIsBlank));
        }
    }

    private static string Decode(string text, bool plusIsBlank) => Uri.UnescapeDataString(plusIsBlank ? text.Replace('+', ' ') : text);
}
