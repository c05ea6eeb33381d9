using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// Times of the wire. Some fields count seconds and some milliseconds, the sandbox both in one field; 0 stands for none, and other values
/// are no time at all. What cannot be a time of an order or quote is not taken for one.
/// </summary>
internal static class Times
{
    private const long FirstMillisecond = 100_000_000_000;
    private const long Year = 366 * TimeSpan.MillisecondsPerDay;
    private static readonly long First = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>An instant, in UTC; null where there is none, or none that can be.</summary>
    /// <param name="value">Seconds or milliseconds since 1970, told apart by their size.</param>
    /// <param name="now">Now: what lies more than a year ahead is no time.</param>
    public static DateTimeOffset? Instant(long? value, DateTimeOffset now)
    {
        if (value is not (> 0 and { } number))
        {
            return null;
        }

        var milliseconds = number < FirstMillisecond ? number * 1000 : number;
        return milliseconds <= now.ToUnixTimeMilliseconds() + Year && milliseconds >= First
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    /// <summary>The day of an instant that stands for a day: midnight in New York, or in UTC; null for any other.</summary>
    public static DateOnly? DayOnly(DateTimeOffset instant)
    {
        if (NewYorkTime.ToLocal(instant).TimeOfDay == TimeSpan.Zero)
        {
            return NewYorkTime.DateAt(instant);
        }

        return instant.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
    }

    /// <summary>A day of a query: MMDDYYYY, in New York's calendar.</summary>
    public static string Text(DateOnly day) => day.ToString("MMddyyyy", CultureInfo.InvariantCulture);

    /// <summary>A day from its parts; null where they make none.</summary>
    public static DateOnly? Day(int? year, int? month, int? day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)
            ? new DateOnly(year.Value, month.Value, day.Value)
            : null;
}
