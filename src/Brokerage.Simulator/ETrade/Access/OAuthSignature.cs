using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>HMAC-SHA1 signatures by RFC 5849. Pure.</summary>
internal static class OAuthSignature
{
    public const string Method = "HMAC-SHA1";

    /// <summary>Whether the request's signature is right for one of the origins, such as <c>https://api.etrade.com</c>.</summary>
    public static bool Verifies(OAuthRequest request, IEnumerable<string> origins, string consumerSecret, string tokenSecret)
    {
        var given = Encoding.UTF8.GetBytes(request["oauth_signature"] ?? "");
        var all = origins.Distinct(StringComparer.Ordinal).ToList();
        return request.Readings.Any(parameters => all.Exists(origin =>
            CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Sign(request.Method, origin + request.Path, parameters, consumerSecret, tokenSecret)))));
    }

    public static string Sign(
        string method, string address, IEnumerable<(string Name, string Value)> parameters, string consumerSecret, string tokenSecret)
    {
        var sorted = parameters
            .Where(parameter => parameter.Name is not "oauth_signature")
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Name), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => parameter.Name + "=" + parameter.Value);
        var text = $"{method.ToUpperInvariant()}&{Uri.EscapeDataString(address)}&{Uri.EscapeDataString(string.Join('&', sorted))}";
        var key = $"{Uri.EscapeDataString(consumerSecret)}&{Uri.EscapeDataString(tokenSecret)}";
#pragma warning disable CA5350 // The broker signs with SHA-1 and with nothing else.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }
}
