namespace Brokerage.Fit.Kit;

internal static class Form
{
    /// <summary>A form or a query, each part decoded once.</summary>
    public static Dictionary<string, string> Read(string text) => text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .ToDictionary(part => Uri.UnescapeDataString(part[0]), part => Uri.UnescapeDataString(part.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal);
}
