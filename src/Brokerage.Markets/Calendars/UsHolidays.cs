namespace Brokerage.Markets;

/// <summary>The days on which the New York exchanges stay closed or close early, by the rules of NYSE's published calendar.</summary>
internal static class UsHolidays
{
    // Days of mourning and disasters follow no rule. NYSE's announcements: 2001-09-11 attacks, 2004 Reagan, 2007 Ford, 2012 hurricane Sandy,
    // 2018 G. H. W. Bush, 2025 Carter.
    private static readonly HashSet<DateOnly> OneOff =
    [
        new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), new(2004, 6, 11), new(2007, 1, 2),
        new(2012, 10, 29), new(2012, 10, 30), new(2018, 12, 5), new(2025, 1, 9),
    ];

    public static bool IsClosed(DateOnly day) => CalendarRules.IsWeekend(day) || OneOff.Contains(day) || IsHoliday(day);

    /// <summary>13:00: the day before Independence Day and Christmas Eve where both they and the holiday are weekdays, and the day after Thanksgiving.</summary>
    public static bool IsEarlyClose(DateOnly day)
    {
        if (IsClosed(day))
        {
            return false;
        }

        return (day.Month, day.Day) switch
        {
            (7, 3) => day.DayOfWeek <= DayOfWeek.Thursday,
            (12, 24) => day.DayOfWeek <= DayOfWeek.Thursday,
            _ => day == CalendarRules.Nth(day.Year, 11, DayOfWeek.Thursday, 4).AddDays(1),
        };
    }

    /// <summary>On these days exchanges trade but banks are closed, so nothing settles.</summary>
    public static bool IsBankHolidayOnly(DateOnly day) =>
        day == CalendarRules.Nth(day.Year, 10, DayOfWeek.Monday, 2) || day == SundayToMonday(new DateOnly(day.Year, 11, 11));

    private static bool IsHoliday(DateOnly day) => day.Month switch
    {
        // A New Year's Day on a Saturday is not moved to the Friday before (NYSE rule 7.2): that would be in the old year.
        1 => day == SundayToMonday(new DateOnly(day.Year, 1, 1)) || day == CalendarRules.Nth(day.Year, 1, DayOfWeek.Monday, 3),
        2 => day == CalendarRules.Nth(day.Year, 2, DayOfWeek.Monday, 3),
        3 or 4 => day == CalendarRules.Easter(day.Year).AddDays(-2),
        5 => day == CalendarRules.Last(day.Year, 5, DayOfWeek.Monday),
        6 => day.Year >= 2022 && day == Observed(new DateOnly(day.Year, 6, 19)),
        7 => day == Observed(new DateOnly(day.Year, 7, 4)),
        9 => day == CalendarRules.Nth(day.Year, 9, DayOfWeek.Monday, 1),
        11 => day == CalendarRules.Nth(day.Year, 11, DayOfWeek.Thursday, 4),
        12 => day == Observed(new DateOnly(day.Year, 12, 25)),
        _ => false,
    };

    private static DateOnly Observed(DateOnly day) => day.DayOfWeek == DayOfWeek.Saturday ? day.AddDays(-1) : SundayToMonday(day);

    private static DateOnly SundayToMonday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? day.AddDays(1) : day;
}
