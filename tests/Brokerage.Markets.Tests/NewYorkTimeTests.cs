using Brokerage.Markets;

namespace Brokerage.Markets.Tests;

public sealed class NewYorkTimeTests
{
    [Fact]
    public void The_clock_agrees_with_the_machine_s_time_zone_data_where_there_is_some()
    {
        Assert.SkipUnless(TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone), "This machine has no time zone data.");
        var instant = new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
        while (instant.Year < 2035)
        {
            Assert.Equal(zone.GetUtcOffset(instant), NewYorkTime.OffsetAt(instant));
            instant = instant.AddHours(7);
        }
    }

    [Fact]
    public void A_local_time_becomes_the_instant_that_shows_it()
    {
        for (var date = new DateOnly(2026, 1, 1); date.Year == 2026; date = date.AddDays(1))
        {
            var at = NewYorkTime.At(date, new TimeOnly(9, 30));
            Assert.Equal(TimeSpan.Zero, at.Offset);
            Assert.Equal((date, new TimeOnly(9, 30)), (NewYorkTime.DateAt(at), TimeOnly.FromDateTime(NewYorkTime.ToLocal(at).DateTime)));
        }
    }
}
