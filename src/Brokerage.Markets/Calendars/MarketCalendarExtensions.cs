namespace Brokerage.Markets;

/// <summary>Questions that every calendar can answer.</summary>
public static class MarketCalendarExtensions
{
    /// <summary>The session at an instant; none while the market is closed.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="instant">The instant.</param>
    public static Sessions SessionAt(this IMarketCalendar calendar, DateTimeOffset instant) =>
        calendar.GetDay(calendar.DateAt(instant))?.SessionAt(instant) ?? Sessions.None;

    /// <summary>Whether the regular session is on.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="instant">The instant.</param>
    public static bool IsOpen(this IMarketCalendar calendar, DateTimeOffset instant) => calendar.SessionAt(instant).HasFlag(Sessions.Regular);

    /// <summary>The first trading day on or after a date.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="date">The date.</param>
    public static TradingDay DayOnOrAfter(this IMarketCalendar calendar, DateOnly date)
    {
        while (true)
        {
            if (calendar.GetDay(date) is { } day)
            {
                return day;
            }

            date = date.AddDays(1);
        }
    }

    /// <summary>The last trading day before a date.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="date">The date.</param>
    public static TradingDay DayBefore(this IMarketCalendar calendar, DateOnly date)
    {
        while (true)
        {
            date = date.AddDays(-1);
            if (calendar.GetDay(date) is { } day)
            {
                return day;
            }
        }
    }

    /// <summary>The next opening of the regular session after an instant.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset NextOpen(this IMarketCalendar calendar, DateTimeOffset instant)
    {
        var day = calendar.DayOnOrAfter(calendar.DateAt(instant));
        return day.Opens > instant ? day.Opens : calendar.DayOnOrAfter(day.Date.AddDays(1)).Opens;
    }

    /// <summary>The next close of the regular session after an instant.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="instant">The instant.</param>
    public static DateTimeOffset NextClose(this IMarketCalendar calendar, DateTimeOffset instant)
    {
        var day = calendar.DayOnOrAfter(calendar.DateAt(instant));
        return day.Closes > instant ? day.Closes : calendar.DayOnOrAfter(day.Date.AddDays(1)).Closes;
    }

    /// <summary>The trading days between two dates, both included.</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    public static IEnumerable<TradingDay> Days(this IMarketCalendar calendar, DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (calendar.GetDay(date) is { } day)
            {
                yield return day;
            }
        }
    }
}
