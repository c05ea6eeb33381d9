namespace Brokerage.Transport;

/// <summary>Reads instants and dates from the spellings that brokers use. What cannot be read for certain is refused, never guessed.</summary>
public static class LenientTime
{
    /// <summary>
    /// Reads ISO-like times (date with or without dashes; <c>T</c>, blank or <c>-</c> before the time; up to any number of fractional
    /// digits, cut at 100 ns; <c>Z</c>, <c>+00</c>, <c>+0000</c> or <c>+00:00</c>) and Unix times in seconds, milliseconds,
    /// microseconds or nanoseconds, told apart by their size.
    /// </summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="assumeUtc">Whether a time without offset is UTC; if not, it is refused.</param>
    /// <param name="value">The instant, in UTC.</param>
    public static bool TryParseInstant(ReadOnlySpan<byte> text, bool assumeUtc, out DateTimeOffset value)
    {
        text = ReaderText.Trim(text);
        return UnixTime.LooksLike(text) ? UnixTime.TryParse(text, out value) : TryParseIso(text, assumeUtc, out value);
    }

    /// <summary>Reads <c>2025-01-17</c>, <c>20250117</c> or <c>01/17/2025</c>; a time behind the first form is ignored, as written.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out DateOnly value)
    {
        value = default;
        text = ReaderText.Trim(text);
        if (text.Length == 10 && text[2] == '/' && text[5] == '/') return TryDate(text[6..10], text[..2], text[3..5], out value);
        if (text.Length == 8) return TryDate(text[..4], text[4..6], text[6..8], out value);
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return false;
        if (text.Length > 10 && text[10] is not ((byte)'T' or (byte)' ')) return false;
        return TryDate(text[..4], text[5..7], text[8..10], out value);
    }

    private static bool TryParseIso(ReadOnlySpan<byte> text, bool assumeUtc, out DateTimeOffset value)
    {
        value = default;
        int dateLength = text.Length > 4 && text[4] == '-' ? 10 : 8;
        if (text.Length < dateLength + 6 || !TryParseDate(text[..dateLength], out DateOnly date)) return false;
        if (text[dateLength] is not ((byte)'T' or (byte)'t' or (byte)' ' or (byte)'-')) return false;

        ReadOnlySpan<byte> rest = text[(dateLength + 1)..];
        if (!ClockText.TryTake(ref rest, out long ticks)) return false;
        if (!ClockText.TryOffset(ReaderText.Trim(rest), assumeUtc, out TimeSpan offset)) return false;

        long utc = date.DayNumber * TimeSpan.TicksPerDay + ticks - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(utc, TimeSpan.Zero);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<byte> year, ReadOnlySpan<byte> month, ReadOnlySpan<byte> day, out DateOnly value)
    {
        value = default;
        if (!TryDigits(year, out int y) || !TryDigits(month, out int m) || !TryDigits(day, out int d)) return false;
        if (y < 1 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        value = new DateOnly(y, m, d);
        return true;
    }

    /// <summary>Reads a few digits: a part of a date or a time, four at most.</summary>
    internal static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        foreach (byte character in text)
        {
            uint digit = (uint)(character - '0');
            if (digit > 9) return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
