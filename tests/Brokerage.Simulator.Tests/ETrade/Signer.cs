using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>A small OAuth 1.0a client, written from RFC 5849 and not from the simulator.</summary>
internal static class Signer
{
    private static int _count;

    /// <summary>The text that is signed.</summary>
    public static string BaseString(string method, Uri address, IEnumerable<(string Name, string Value)> oauth)
    {
        // The path as it goes over the line, the query's parameters among the others.
        var query = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "")));
        var pairs = oauth.Concat(query).Select(pair => (Name: Escape(pair.Item1), Value: Escape(pair.Item2))).ToList();
        pairs.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        var origin = address.GetLeftPart(UriPartial.Path);
        return method + "&" + Escape(origin) + "&" + Escape(string.Join('&', pairs.ConvertAll(pair => pair.Name + "=" + pair.Value)));
    }

#pragma warning disable CA5350 // The broker signs with SHA-1 and with nothing else.
    public static string Sign(string baseString, string consumerSecret, string tokenSecret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(Escape(consumerSecret) + "&" + Escape(tokenSecret)), Encoding.ASCII.GetBytes(baseString)));
#pragma warning restore CA5350

    /// <summary>The parameters of a request, its signature among them.</summary>
    public static List<(string Name, string Value)> Parameters(string method, Uri address, Key key, DateTimeOffset now, params (string Name, string Value)[] more)
    {
        List<(string Name, string Value)> oauth =
        [
            ("oauth_consumer_key", key.ConsumerKey),
            ("oauth_nonce", $"nonce{Interlocked.Increment(ref _count)}"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            .. key.Token is null ? Array.Empty<(string, string)>() : [("oauth_token", key.Token)],
            .. more,
        ];
        oauth.Add(("oauth_signature", Sign(BaseString(method, address, oauth), key.ConsumerSecret, key.TokenSecret)));
        return oauth;
    }

    public static string Header(IEnumerable<(string Name, string Value)> parameters) =>
        "OAuth realm=\"\"," + string.Join(",", parameters.Select(pair => $"{pair.Name}=\"{Escape(pair.Value)}\""));

    public static string Query(IEnumerable<(string Name, string Value)> parameters) => string.Join('&', parameters.Select(pair => $"{pair.Name}={Escape(pair.Value)}"));

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' ? escaped.Append((char)one) : escaped.Append($"%{one:X2}");
        }

        return escaped.ToString();
    }
}

/// <summary>What a request is signed with.</summary>
internal sealed record Key(string ConsumerKey, string ConsumerSecret, string? Token = null, string TokenSecret = "");
