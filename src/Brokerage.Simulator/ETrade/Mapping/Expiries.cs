using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>The days on which options end. Pure.</summary>
internal static class Expiries
{
    /// <summary>The broker's word for the rhythm of a day: the third Friday of a month, or the day before where that is a holiday, is the month's.</summary>
    public static string Kind(DateOnly expires) => expires == MonthlyOf(expires.Year, expires.Month) ? "MONTHLY" : "WEEKLY";

    public static bool IsMonthly(DateOnly expires) => Kind(expires) is "MONTHLY";

    /// <summary>A day by its parts; null where there is no such day.</summary>
    public static DateOnly? Date(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static DateOnly MonthlyOf(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var friday = first.AddDays(((DayOfWeek.Friday - first.DayOfWeek + 7) % 7) + 14);
        return UsMarketCalendar.Instance.GetDay(friday) is null ? friday.AddDays(-1) : friday;
    }
}
