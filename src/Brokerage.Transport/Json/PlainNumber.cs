namespace Brokerage.Transport;

/// <summary>
/// Decimals as nearly every broker writes nearly all of them: an optional minus, digits, and perhaps a point with digits behind it. At most
/// eighteen digits, so that they fit a whole number; read in one pass. Everything else is for slower readers.
/// </summary>
internal static class PlainNumber
{
    private const int MostDigits = 18;

    /// <returns>False for what is no number, and for numbers that are written in another way; zero is among them where it has a sign.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        value = 0m;
        bool isNegative = text.Length > 0 && text[0] == (byte)'-';
        if (isNegative) text = text[1..];
        if (text.Length is 0 or > MostDigits + 1) return false;

        ulong digits = 0;
        int point = -1;
        for (int at = 0; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9) digits = (digits * 10) + digit;
            else if (text[at] == (byte)'.' && point < 0) point = at;
            else return false;
        }

        int scale = point < 0 ? 0 : text.Length - point - 1;
        bool isOdd = point == 0 || (point > 0 && scale == 0) || (point < 0 && text.Length > MostDigits) || (isNegative && digits == 0);
        if (isOdd) return false;
        value = new decimal((int)digits, (int)(digits >> 32), 0, isNegative, (byte)scale);
        return true;
    }
}
