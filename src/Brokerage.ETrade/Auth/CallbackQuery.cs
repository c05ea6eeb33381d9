namespace Brokerage.ETrade.Auth;

/// <summary>
/// What E*TRADE appends to a callback's address: always the verifier, at times the request token, never a state. A word that occurs twice is
/// not taken: it could mean either.
/// </summary>
internal sealed class CallbackQuery(string? token, string? verifier)
{
    public string? Token { get; } = token;

    public string? Verifier { get; } = verifier;

    public static CallbackQuery Read(Uri callback)
    {
        var query = callback.IsAbsoluteUri ? callback.Query : "";
        var pairs = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

        // A raw plus of a token arrives as it is, or as a blank.
        return new CallbackQuery(Only(pairs["oauth_token"])?.Replace(' ', '+'), Only(pairs["oauth_verifier"]));
    }

    private static string? Only(IEnumerable<string> values) => values.ToList() is [{ Length: > 0 } value] ? value : null;
}
