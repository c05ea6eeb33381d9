namespace Brokerage.Transport;

/// <summary>Unix times whose unit is told by their size: the four ranges do not touch for any day between 1973 and 2286.</summary>
internal static class UnixTime
{
    private static readonly System.Buffers.SearchValues<byte> NumberText = System.Buffers.SearchValues.Create("0123456789.eE+"u8);
    private const decimal FirstMillisecond = 1e11m, FirstMicrosecond = 1e14m, FirstNanosecond = 1e17m, End = 1e20m;

    public static bool LooksLike(ReadOnlySpan<byte> text) =>
        text.Length > 8 && !text.ContainsAnyExcept(NumberText) && text[0] is >= (byte)'1' and <= (byte)'9';

    /// <summary>Seconds (with a fraction, if there is one), milliseconds, microseconds or nanoseconds since 1970. Zero means "none" and is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        return LenientNumber.TryParse(text, out decimal number) && TryConvert(number, out value);
    }

    public static bool TryConvert(decimal number, out DateTimeOffset value)
    {
        value = default;
        if (number is <= 0m or >= End) return false;
        decimal ticks = number switch
        {
            < FirstMillisecond => number * TimeSpan.TicksPerSecond,
            < FirstMicrosecond => number * TimeSpan.TicksPerMillisecond,
            < FirstNanosecond => number * TimeSpan.TicksPerMicrosecond,
            _ => number / TimeSpan.NanosecondsPerTick,
        };
        if (ticks > DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) return false;
        value = new DateTimeOffset(DateTime.UnixEpoch.Ticks + (long)ticks, TimeSpan.Zero);
        return true;
    }
}
