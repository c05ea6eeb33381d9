namespace Brokerage.ETrade.Mapping;

/// <summary>Where the next page of a list begins: told by a field of its own, and in the address of that page.</summary>
internal static class Marker
{
    /// <summary>The marker, from wherever it can be read; null where there is none.</summary>
    /// <param name="told">The field.</param>
    /// <param name="address">The address of the next page.</param>
    public static string? Of(string? told, string? address) => Text(told) ?? InAddress(address);

    private static string? InAddress(string? address)
    {
        var query = address is null ? "" : address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];
        foreach (var field in query.Split('&'))
        {
            if (field.StartsWith("marker=", StringComparison.OrdinalIgnoreCase))
            {
                return Text(Uri.UnescapeDataString(field["marker=".Length..]));
            }
        }

        return null;
    }

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } told ? told : null;
}
