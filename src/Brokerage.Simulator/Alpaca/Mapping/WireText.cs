using System.Globalization;

namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>Numbers and times as the trading host writes them: numbers as text, times with nine digits.</summary>
internal static class WireText
{
    /// <summary>Without trailing zeros, never with an exponent.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string? Number(decimal? value) => value is { } number ? Number(number) : null;

    /// <summary>Amounts of money of the account: the broker's own answers have whole cents.</summary>
    public static string Cents(decimal value) => Number(Math.Round(value, 2, MidpointRounding.ToEven));

    /// <summary>Values and costs of holdings have six digits.</summary>
    public static string Micros(decimal value) => Number(Math.Round(value, 6, MidpointRounding.ToEven));

    /// <summary>Fractions such as a day's change have five digits.</summary>
    public static string Fraction(decimal value) => Number(Math.Round(value, 5, MidpointRounding.ToEven));

    /// <summary>
    /// The broker counts nanoseconds and drops trailing zeros. Two digits are made up below our ticks, the same for the
    /// same instant, so that clients meet all nine.
    /// </summary>
    public static string Time(DateTimeOffset time)
    {
        var nanos = (time.Ticks * 37 + 11) % 100;
        var digits = ((time.Ticks % TimeSpan.TicksPerSecond * 100) + nanos).ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        var seconds = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return digits.Length == 0 ? seconds + "Z" : $"{seconds}.{digits}Z";
    }

    public static string? Time(DateTimeOffset? time) => time is { } value ? Time(value) : null;

    /// <summary>The start of a bar: whole seconds.</summary>
    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant, or a day as its start in UTC; digits below our ticks are cut off.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset time)
    {
        var cut = CutToTicks(text);
        return DateTimeOffset.TryParse(
            cut, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static string CutToTicks(string text)
    {
        // A plus sign in a query that nobody escaped has become a blank.
        text = text.Trim().Replace(' ', '+');
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot - 1 <= 7 ? text : string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end));
    }
}
