using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>The one rule for the text of an identifier: what it may hold, and what a misuse is told.</summary>
internal static class IdText
{
    internal static bool IsValid([NotNullWhen(true)] string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text) || text.Length > maxLength) return false;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return false;

        foreach (var c in text)
        {
            // Identifiers travel in addresses, logs and rows: printable ASCII keeps them what they look like.
            if (c is < ' ' or > '~') return false;
        }

        return true;
    }

    internal static string Check(string text, int maxLength, string type)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsValid(text, maxLength)
            ? text
            : throw new ArgumentException(
                $"{type} must be 1 to {maxLength} printable ASCII characters without blanks at its ends.", nameof(text));
    }

    internal static InvalidOperationException Unset(string type) => new($"This {type} was never set: it is default({type}).");
}
