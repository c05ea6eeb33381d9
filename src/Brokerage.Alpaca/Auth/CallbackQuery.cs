namespace Brokerage.Alpaca.Auth;

/// <summary>The three words of a callback's address. A word that occurs twice is not taken: it could mean either.</summary>
internal sealed record CallbackQuery(string? State, string? Code, string? Error)
{
    public static CallbackQuery Read(Uri callback)
    {
        var query = callback.IsAbsoluteUri ? callback.Query : "";
        var pairs = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => (Name: pair[0], Value: Uri.UnescapeDataString(pair[1].Replace('+', ' '))))
            .ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return new CallbackQuery(Only(pairs["state"]), Only(pairs["code"]), Only(pairs["error"]));
    }

    private static string? Only(IEnumerable<string> values) => values.ToList() is [{ Length: > 0 } value] ? value : null;
}
