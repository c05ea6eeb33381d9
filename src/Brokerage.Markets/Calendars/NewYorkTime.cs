namespace Brokerage.Markets;

/// <summary>
/// New York's clock, computed: daylight saving since 2007 from the second Sunday of March to the first Sunday of November, from 1987 to 2006
/// from the first Sunday of April to the last of October. It needs no time zone data on the machine.
/// </summary>
public static class NewYorkTime
{
    private static readonly TimeSpan Standard = TimeSpan.FromHours(-5);
    private static readonly TimeSpan Daylight = TimeSpan.FromHours(-4);

    /// <summary>The difference to UTC at an instant: −5 or −4 hours.</summary>
    /// <param name="instant">The instant.</param>
    public static TimeSpan OffsetAt(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        var (starts, ends) = DaylightOf(utc.Year);
        return utc >= starts && utc < ends ? Daylight : Standard;
    }

    /// <summary>The same instant with New York's offset.</summary>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset ToLocal(DateTimeOffset instant) => instant.ToOffset(OffsetAt(instant));

    /// <summary>The date in New York at an instant.</summary>
    /// <param name="instant">The instant.</param>
    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    /// <summary>The instant, in UTC, at which clocks in New York show this. An hour that is skipped or repeated is read as standard time.</summary>
    /// <param name="date">The date.</param>
    /// <param name="time">The time of day.</param>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        var asStandard = new DateTimeOffset(local, Standard).ToUniversalTime();
        var asDaylight = new DateTimeOffset(local, Daylight).ToUniversalTime();
        return OffsetAt(asStandard) == Standard || OffsetAt(asDaylight) == Standard ? asStandard : asDaylight;
    }

    private static (DateTime Starts, DateTime Ends) DaylightOf(int year)
    {
        var starts = year >= 2007 ? CalendarRules.Nth(year, 3, DayOfWeek.Sunday, 2) : CalendarRules.Nth(year, 4, DayOfWeek.Sunday, 1);
        var ends = year >= 2007 ? CalendarRules.Nth(year, 11, DayOfWeek.Sunday, 1) : CalendarRules.Last(year, 10, DayOfWeek.Sunday);
        return (starts.ToDateTime(new TimeOnly(7, 0), DateTimeKind.Utc), ends.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc));
    }
}
