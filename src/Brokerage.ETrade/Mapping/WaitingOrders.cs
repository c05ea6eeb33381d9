using Brokerage.Markets;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// Orders that came while the market was closed. E*TRADE calls them OPEN from the beginning; until the market opens they are not at work.
/// </summary>
internal static class WaitingOrders
{
    /// <summary>Whether the first session that an order can take part in has yet to begin.</summary>
    /// <param name="sessions">The order's sessions; null where E*TRADE does not say.</param>
    /// <param name="placed">When it was placed; null where E*TRADE does not say.</param>
    /// <param name="now">When it was read.</param>
    public static bool Waits(Sessions? sessions, DateTimeOffset? placed, DateTimeOffset now)
    {
        if (sessions is not { } wanted || placed is not { } at)
        {
            return false;
        }

        var calendar = UsMarketCalendar.Instance;
        var isExtended = wanted != Sessions.Regular;
        var wasOpen = isExtended ? calendar.SessionAt(at) != Sessions.None : calendar.IsOpen(at);
        return !wasOpen && now < (isExtended ? NextEarly(calendar, at) : calendar.NextOpen(at));
    }

    private static DateTimeOffset NextEarly(UsMarketCalendar calendar, DateTimeOffset after)
    {
        var day = calendar.DayOnOrAfter(calendar.DateAt(after));
        return day.PreOpens > after ? day.PreOpens : calendar.DayOnOrAfter(day.Date.AddDays(1)).PreOpens;
    }
}
