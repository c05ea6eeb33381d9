using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.Markets.Tests;

public sealed class UsMarketCalendarTests
{
    private static readonly UsMarketCalendar Calendar = UsMarketCalendar.Instance;

    /// <summary>
    /// The full-day closures on weekdays. Where a block names NYSE Group's own announcement, its table was read as mondovisione.com or another
    /// carrier printed it; where it names another page, that page repeats NYSE's calendar. Pages were read on 2026-11-21.
    /// </summary>
    public static TheoryData<int, string> Closures => new()
    {
        // NYSE holidays 2014-2016: wallstreetdiary.blogspot.com/2013/03/nyse-holiday-schedule.html; bestbrokerdeals.com "NYSE Holidays 2016
        // Schedule" gives the same days with those observed on another one.
        { 2015, "0101 0119 0216 0403 0525 0703 0907 1126 1225" },
        { 2016, "0101 0118 0215 0325 0530 0704 0905 1124 1226" },

        // NYSE holidays 2016-2017: profitconfidential.com/nyse-holidays-schedule-calendar/.
        { 2017, "0102 0116 0220 0414 0529 0704 0904 1123 1225" },

        // NYSE's calendar 2018-2020 as printed by paulmaior.ro (2018-09-03); 2018 also at mastercompliance.com/?p=2140, 2019 also at nasdaq.com
        // (2019-07-01). 2018-12-05, a day of mourning: NYSE's statement in heavy.com/news/2018/12/stock-market-closed-national-day-of-mourning.
        { 2018, "0101 0115 0219 0330 0528 0704 0903 1122 1205 1225" },
        { 2019, "0101 0121 0218 0419 0527 0704 0902 1128 1225" },

        // NYSE Group, 2019-12-09: 2020, 2021 and 2022 Holiday and Early Closings Calendar.
        { 2020, "0101 0120 0217 0410 0525 0703 0907 1126 1225" },
        { 2021, "0101 0118 0215 0402 0531 0705 0906 1125 1224" },

        // NYSE Group, 2021-12-27: 2022, 2023 and 2024 Holiday and Early Closings Calendar, the first with Juneteenth.
        { 2022, "0117 0221 0415 0530 0620 0704 0905 1124 1226" },
        { 2023, "0102 0116 0220 0407 0529 0619 0704 0904 1123 1225" },
        { 2024, "0101 0115 0219 0329 0527 0619 0704 0902 1128 1225" },

        // NYSE Group, 2024-11-08: 2025, 2026 and 2027 Holiday and Early Closings Calendar. 2025-01-09, a day of mourning: NYSE's statement of
        // 2024-12-30 in ca.news.yahoo.com/us-stock-market-close-january-235347928.html.
        { 2025, "0101 0109 0120 0217 0418 0526 0619 0704 0901 1127 1225" },

        // NYSE Group, 2025-12-23: 2026, 2027 and 2028 Holiday and Early Closings Calendar.
        { 2026, "0101 0119 0216 0403 0525 0619 0703 0907 1126 1225" },
        { 2027, "0101 0118 0215 0326 0531 0618 0705 0906 1125 1224" },
        { 2028, "0117 0221 0414 0529 0619 0704 0904 1123 1225" },

        // No page found names these years: derived by hand from NYSE Rule 7.2. No holiday falls on a weekend in either of them; Easter is
        // 2029-04-01 and 2030-04-21.
        { 2029, "0101 0115 0219 0330 0528 0619 0704 0903 1122 1225" },
        { 2030, "0101 0121 0218 0419 0527 0619 0704 0902 1128 1225" },
    };

    /// <summary>
    /// The days that end at 13:00, from the notes under the same tables. Two pages on 2016 also list July 3, which was a Sunday. 2029 and 2030 are
    /// derived from how the years before were announced: no page names them.
    /// </summary>
    public static TheoryData<int, string> EarlyCloses => new()
    {
        { 2015, "1127 1224" }, { 2016, "1125" }, { 2017, "0703 1124" }, { 2018, "0703 1123 1224" },
        { 2019, "0703 1129 1224" }, { 2020, "1127 1224" }, { 2021, "1126" }, { 2022, "1125" },
        { 2023, "0703 1124" }, { 2024, "0703 1129 1224" }, { 2025, "0703 1128 1224" }, { 2026, "1127 1224" },
        { 2027, "1126" }, { 2028, "0703 1124" }, { 2029, "0703 1123 1224" }, { 2030, "0703 1129 1224" },
    };

    [Theory]
    [MemberData(nameof(Closures))]
    public void The_closures_of_a_year_are_the_published_ones(int year, string expected) =>
        Assert.Equal(expected, Names(DaysOf(year).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Calendar.GetDay(day) is null)));

    [Theory]
    [MemberData(nameof(EarlyCloses))]
    public void The_early_closes_of_a_year_are_the_published_ones(int year, string expected) =>
        Assert.Equal(expected, Names(DaysOf(year).Where(day => Calendar.GetDay(day) is { IsEarlyClose: true })));

    [Fact]
    public void No_weekend_trades() =>
        Assert.All(DaysOf(2026).Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday), day => Assert.Null(Calendar.GetDay(day)));

    [Theory]
    [InlineData("2026-03-06", "14:30", "21:00", "09:00", "01:00")] // the Friday before clocks change
    [InlineData("2026-03-09", "13:30", "20:00", "08:00", "00:00")] // the Monday after
    [InlineData("2026-10-30", "13:30", "20:00", "08:00", "00:00")]
    [InlineData("2026-11-02", "14:30", "21:00", "09:00", "01:00")]
    [InlineData("2026-11-27", "14:30", "18:00", "09:00", "22:00")] // early close
    public void Hours_follow_New_York_s_clock(string date, string opens, string closes, string pre, string post)
    {
        var day = Calendar.GetDay(DateOnly.Parse(date, CultureInfo.InvariantCulture))!;
        Assert.Equal([opens, closes, pre, post], new[] { day.Opens, day.Closes, day.PreOpens, day.PostCloses }
            .Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Sessions_begin_and_end_on_the_instant()
    {
        var day = Calendar.GetDay(new DateOnly(2026, 3, 4))!;
        Assert.Equal(Sessions.None, Calendar.SessionAt(day.PreOpens.AddTicks(-1)));
        Assert.Equal(Sessions.Pre, Calendar.SessionAt(day.PreOpens));
        Assert.Equal(Sessions.Regular, Calendar.SessionAt(day.Opens));
        Assert.Equal(Sessions.Post, Calendar.SessionAt(day.Closes));
        Assert.Equal(Sessions.None, Calendar.SessionAt(day.PostCloses));
        Assert.Equal([Sessions.Pre, Sessions.Regular, Sessions.Post], day.Sessions.Select(one => one.Kind));
    }

    [Theory]
    [InlineData("2026-03-04", "2026-03-05")]
    [InlineData("2026-03-06", "2026-03-09")] // a weekend between
    [InlineData("2026-10-09", "2026-10-13")] // Columbus Day: exchanges trade, banks do not
    [InlineData("2026-11-10", "2026-11-12")] // Veterans Day
    [InlineData("2024-05-24", "2024-05-29")] // the last day of T+2, over Memorial Day
    [InlineData("2024-05-28", "2024-05-29")] // the first day of T+1
    [InlineData("2017-09-01", "2017-09-07")] // T+3, over Labor Day
    public void Trades_settle_by_the_rule_of_their_day(string traded, string settled) =>
        Assert.Equal(DateOnly.Parse(settled, CultureInfo.InvariantCulture), Calendar.SettlementDate(DateOnly.Parse(traded, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_next_open_and_close_skip_what_is_closed()
    {
        var fridayNight = new DateTimeOffset(2026, 7, 2, 22, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 7, 6, 13, 30, 0, TimeSpan.Zero), Calendar.NextOpen(fridayNight));
        Assert.Equal(new DateTimeOffset(2026, 7, 6, 20, 0, 0, TimeSpan.Zero), Calendar.NextClose(fridayNight));
        Assert.Equal(251, Calendar.Days(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)).Count());
    }

    [Fact]
    public void Crypto_never_closes_and_settles_at_once()
    {
        var crypto = AlwaysOpenCalendar.Instance;
        Assert.True(crypto.IsOpen(new DateTimeOffset(2026, 12, 25, 3, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 12, 25), crypto.SettlementDate(new DateOnly(2026, 12, 25)));
    }

    private static IEnumerable<DateOnly> DaysOf(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    private static string Names(IEnumerable<DateOnly> days) => string.Join(' ', days.Select(day => day.ToString("MMdd", CultureInfo.InvariantCulture)));
}
