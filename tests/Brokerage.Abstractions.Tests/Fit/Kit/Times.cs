using System.Globalization;
using System.Text.RegularExpressions;

namespace Brokerage.Fit.Kit;

internal static partial class Times
{
    public static TimeZoneInfo NewYork { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>ISO times as brokers write them: nine digits of a second (Alpaca, Tradier) and offsets without a colon (Schwab).</summary>
    public static DateTimeOffset? Instant(string? text)
    {
        if (text is null) return null;
        var trimmed = ShortOffset().Replace(LongFraction().Replace(text, "${kept}"), "${hours}:${minutes}");
        return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
    }

    /// <summary>Seconds or milliseconds since 1970, by size; 0, negative and absurd values are no time (E*TRADE sends all of them).</summary>
    public static DateTimeOffset? Epoch(long? number) => number switch
    {
        null or <= 0 or > 4_102_444_800_000 => null,
        < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(number.Value),
        _ => DateTimeOffset.FromUnixTimeMilliseconds(number.Value),
    };

    public static DateTimeOffset NextMidnight(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var midnight = TimeZoneInfo.ConvertTime(instant, zone).Date.AddDays(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    [GeneratedRegex(@"(?<kept>\.\d{7})\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongFraction();

    [GeneratedRegex(@"(?<hours>[+-]\d{2})(?<minutes>\d{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortOffset();
}
