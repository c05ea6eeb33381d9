using System.Globalization;

namespace Brokerage;

/// <summary>The one text of a decimal: invariant, no exponent, no trailing zeros, no negative zero.</summary>
internal static class DecimalText
{
    internal static string Canonical(decimal value)
    {
        if (value == 0m) return "0";

        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    internal static bool TryRead(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
