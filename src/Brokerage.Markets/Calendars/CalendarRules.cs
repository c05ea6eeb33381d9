namespace Brokerage.Markets;

/// <summary>Dates that follow a rule.</summary>
internal static class CalendarRules
{
    public static DateOnly Nth(int year, int month, DayOfWeek day, int count)
    {
        var first = new DateOnly(year, month, 1);
        var ahead = ((int)day - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(ahead + (7 * (count - 1)));
    }

    public static DateOnly Last(int year, int month, DayOfWeek day)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        var back = ((int)last.DayOfWeek - (int)day + 7) % 7;
        return last.AddDays(-back);
    }

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, in Meeus's form).</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
