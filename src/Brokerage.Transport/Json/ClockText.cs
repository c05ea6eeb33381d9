namespace Brokerage.Transport;

/// <summary>The time of day and the offset inside an ISO-like instant.</summary>
internal static class ClockText
{
    private const int TickDigits = 7;

    /// <summary>Takes <c>HH:mm[:ss[.f…]]</c> off the front. Digits beyond 100 ns are cut; a leap second becomes the next second.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 5 || text[2] != ':') return false;
        if (!LenientTime.TryDigits(text[..2], out int hour) || !LenientTime.TryDigits(text[3..5], out int minute)) return false;
        if (hour > 23 || minute > 59) return false;
        ticks = (hour * 60 + minute) * TimeSpan.TicksPerMinute;
        text = text[5..];
        if (text.IsEmpty || text[0] != ':') return true;

        if (text.Length < 3 || !LenientTime.TryDigits(text[1..3], out int second) || second > 60) return false;
        ticks += second * TimeSpan.TicksPerSecond;
        text = text[3..];
        return text.IsEmpty || text[0] is not ((byte)'.' or (byte)',') || TryTakeFraction(ref text, ref ticks);
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        ReadOnlySpan<byte> digits = text[1..];
        int length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) length = digits.Length;
        if (length == 0) return false;

        long fraction = 0;
        for (int i = 0; i < TickDigits; i++) fraction = fraction * 10 + (i < length ? digits[i] - '0' : 0);
        ticks += fraction;
        text = digits[length..];
        return true;
    }

    /// <summary>Reads what stands behind the time: nothing, <c>Z</c>, <c>±HH</c>, <c>±HHmm</c> or <c>±HH:mm</c>.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> text, bool assumeUtc, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.IsEmpty) return assumeUtc;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8)) return true;
        if (text[0] is not ((byte)'+' or (byte)'-')) return false;

        ReadOnlySpan<byte> minutes = text.Length switch { 3 => "00"u8, 5 => text[3..5], 6 when text[3] == ':' => text[4..6], _ => [] };
        if (minutes.IsEmpty || !LenientTime.TryDigits(text[1..3], out int h) || !LenientTime.TryDigits(minutes, out int m)) return false;
        if (h > 14 || m > 59) return false;
        offset = new TimeSpan(h, m, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
