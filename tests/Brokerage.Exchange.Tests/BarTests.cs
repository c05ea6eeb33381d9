namespace Brokerage.Exchange.Tests;

/// <summary>Bars: what was traded, what is made up before it, and the seam between the two.</summary>
public sealed class BarTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Minutes_hold_the_prices_and_the_volume_of_what_was_quoted_and_traded_in_them()
    {
        using var desk = new Desk(step: TimeSpan.FromSeconds(20));
        desk.Exchange.ScriptPrices(Desk.Apple, 190m, 193m, 188m, 191m, 192m, 190m);
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var bars = desk.Exchange.GetBars(Desk.Apple, Minute, Desk.Start, Desk.Start.AddMinutes(5));
        Assert.Equal(Desk.Start, bars[0].Start);
        // Steps at 0:20, 0:40 and 1:00: the third one belongs to the second minute.
        Assert.Equal((193m, 193m), (bars[0].High, bars[0].Close));
        Assert.Equal((Desk.Start.AddMinutes(1), 192m, 188m, 192m), (bars[1].Start, bars[1].High, bars[1].Low, bars[1].Close));
        Assert.All(bars, bar => Assert.True(bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close), $"{bar}"));
        Assert.All(bars, bar => Assert.True(bar.Volume >= 0m, $"{bar}"));
    }

    [Fact]
    public void A_long_bar_is_the_sum_of_its_minutes()
    {
        using var desk = new Desk();
        desk.Clock.Advance(TimeSpan.FromMinutes(47));
        var minutes = desk.Exchange.GetBars(Desk.Apple, Minute, Desk.Start, Desk.Start.AddMinutes(45));
        var quarters = desk.Exchange.GetBars(Desk.Apple, TimeSpan.FromMinutes(15), Desk.Start, Desk.Start.AddMinutes(45));
        Assert.Equal(3, quarters.Count);
        foreach (var quarter in quarters)
        {
            var own = minutes.Where(bar => bar.Start >= quarter.Start && bar.Start < quarter.Start.AddMinutes(15)).ToList();
            Assert.Equal(
                (own[0].Open, own.Max(bar => bar.High), own.Min(bar => bar.Low), own[^1].Close, own.Sum(bar => bar.Volume)),
                (quarter.Open, quarter.High, quarter.Low, quarter.Close, quarter.Volume));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1_440)]
    [InlineData(10_080)]
    public void Over_the_opening_of_the_exchange_bars_follow_each_other_without_a_double(int minutes)
    {
        using var desk = new Desk(seed: Seeds.Take(1)[0]);
        desk.Clock.Advance(TimeSpan.FromMinutes(90));
        var size = TimeSpan.FromMinutes(minutes);
        var bars = desk.Exchange.GetBars(Desk.Apple, size, Desk.Start.AddDays(-40), Desk.Start.AddHours(2));
        Assert.Equal(bars.Select(bar => bar.Start).Distinct().Order(), bars.Select(bar => bar.Start));
        Assert.Contains(bars, bar => bar.Start <= Desk.Start && bar.Start + size > Desk.Start);
        Assert.All(bars, bar => Assert.True(bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close) && bar.Low > 0m, $"{bar}"));
        Assert.Equal(bars, desk.Exchange.GetBars(Desk.Apple, size, Desk.Start.AddDays(-40), Desk.Start.AddHours(2)));
    }

    [Fact]
    public void Days_are_trading_days_that_begin_at_midnight_in_New_York_and_weeks_on_a_Monday()
    {
        using var desk = new Desk();
        var days = desk.Exchange.GetBars(Desk.Apple, Day, Desk.Start.AddDays(-20), Desk.Start);
        // 2026-02-12 begins before the range; 2026-02-16 is Washington's Birthday.
        Assert.Equal(
            [13, 17, 18, 19, 20, 23, 24, 25, 26, 27, 2, 3, 4], days.Select(bar => bar.Start.ToOffset(TimeSpan.FromHours(-5)).Day));
        Assert.All(days, bar => Assert.Equal(TimeSpan.FromHours(5), bar.Start.TimeOfDay));
        var weeks = desk.Exchange.GetBars(Desk.Apple, 7 * Day, Desk.Start.AddDays(-20), Desk.Start);
        Assert.All(weeks, bar => Assert.Equal(DayOfWeek.Monday, bar.Start.DayOfWeek));
        Assert.Equal((days[5].Open, days[9].Close), (weeks[1].Open, weeks[1].Close));
        Assert.Equal(days.Skip(5).Take(5).Sum(bar => bar.Volume), weeks[1].Volume);
        Assert.Equal(5, desk.Exchange.GetBars(Desk.Bitcoin, Day, Desk.Start.AddDays(-5), Desk.Start).Count);
    }

    [Fact]
    public void What_was_asked_before_changes_no_bar_and_another_seed_does()
    {
        using var one = new Desk(seed: 5);
        using var two = new Desk(seed: 5);
        using var other = new Desk(seed: 6);
        one.Exchange.GetBars(Desk.Spy, Minute, Desk.Start.AddDays(-3), Desk.Start);
        var first = one.Exchange.GetBars(Desk.Apple, Day, Desk.Start.AddDays(-30), Desk.Start);
        Assert.Equal(first, two.Exchange.GetBars(Desk.Apple, Day, Desk.Start.AddDays(-30), Desk.Start));
        Assert.NotEqual(first, other.Exchange.GetBars(Desk.Apple, Day, Desk.Start.AddDays(-30), Desk.Start));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(36 * 60 * 60)]
    public void Sizes_that_make_no_bars_are_refused(int seconds)
    {
        using var desk = new Desk();
        Assert.Throws<ArgumentException>(() => desk.Exchange.GetBars(Desk.Apple, TimeSpan.FromSeconds(seconds), Desk.Start, Desk.Start));
    }

    [Fact]
    public void A_contract_has_no_bars_from_before_it_was_quoted()
    {
        using var desk = new Desk();
        var contract = desk.Exchange.ListOptions(new OptionListing { Underlying = Desk.Apple })[0].Instrument;
        Assert.Empty(desk.Exchange.GetBars(contract, Day, Desk.Start.AddDays(-30), Desk.Start.AddDays(-1)));
        Assert.Empty(desk.Exchange.GetBars(contract, Minute, Desk.Start.AddDays(-2), Desk.Start));
        Assert.All(desk.Exchange.GetBars(contract, Day, Desk.Start.AddDays(-30), Desk.Start.AddDays(1)), bar => Assert.True(bar.Start >= Desk.Start.AddDays(-1), $"{bar}"));
    }
}
