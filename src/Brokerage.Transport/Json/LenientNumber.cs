using System.Buffers.Text;
using System.Globalization;

namespace Brokerage.Transport;

/// <summary>Reads decimals from the spellings that brokers use, exactly and without ever inventing a zero.</summary>
public static class LenientNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Reads UTF-8 text such as <c>187.50</c>, <c>-3</c> or <c>1.2E-7</c>; the scale is kept.</summary>
    /// <returns>False for anything that is not a number, that is too large, or that would only become zero by rounding.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        if (PlainNumber.TryParse(text, out value)) return true;
        // The first reads long numbers and exponents; the second what is written with blanks around it.
        bool isPlain = Utf8Parser.TryParse(text, out value, out int used) && used == text.Length;
        if (!isPlain && !decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)) return false;
        return value != 0m || !HasNonZeroDigit(text);
    }

    /// <summary>Reads text such as <c>187.50</c>, <c>-3</c> or <c>1.2E-7</c>; the scale is kept.</summary>
    /// <returns>False for anything that is not a number, that is too large, or that would only become zero by rounding.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)) return false;
        return value != 0m || text.IndexOfAnyInRange('1', '9') is var at && (at < 0 || text[..at].IndexOfAny('e', 'E') >= 0);
    }

    internal static bool HasNonZeroDigit(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOfAnyInRange((byte)'1', (byte)'9');
        return at >= 0 && text[..at].IndexOfAny((byte)'e', (byte)'E') < 0;
    }
}
