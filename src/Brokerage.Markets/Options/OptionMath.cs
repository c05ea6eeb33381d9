namespace Brokerage.Markets;

/// <summary>Exact arithmetic on listed options.</summary>
public static class OptionMath
{
    /// <summary>What exercise would bring per unit of the underlying; never negative.</summary>
    /// <param name="option">The option.</param>
    /// <param name="underlying">The price of the underlying.</param>
    public static decimal Intrinsic(Instrument.Option option, decimal underlying)
    {
        ArgumentNullException.ThrowIfNull(option);
        return Math.Max(0m, option.IsCall ? underlying - option.Strike : option.Strike - underlying);
    }

    /// <summary>The part of a price that is not intrinsic: what time and volatility are worth.</summary>
    /// <param name="option">The option.</param>
    /// <param name="underlying">The price of the underlying.</param>
    /// <param name="price">The option's price per unit.</param>
    public static decimal TimeValue(Instrument.Option option, decimal underlying, decimal price) => price - Intrinsic(option, underlying);

    /// <summary>The underlying's price at expiry at which a bought option has earned what it cost.</summary>
    /// <param name="option">The option.</param>
    /// <param name="price">What it cost per unit.</param>
    public static decimal BreakEven(Instrument.Option option, decimal price)
    {
        ArgumentNullException.ThrowIfNull(option);
        return option.IsCall ? option.Strike + price : option.Strike - price;
    }

    /// <summary>The last trading day of a month's standard options: the third Friday, or the trading day before it where that is a holiday.</summary>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, 1 to 12.</param>
    public static DateOnly MonthlyExpiry(int year, int month) => OnOrBefore(CalendarRules.Nth(year, month, DayOfWeek.Friday, 3));

    /// <summary>The expiries of the next weeks: each Friday, or the trading day before it.</summary>
    /// <param name="from">The first day that counts.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<DateOnly> WeeklyExpiries(DateOnly from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var expiries = new List<DateOnly>(count);
        for (var friday = from.AddDays(((int)DayOfWeek.Friday - (int)from.DayOfWeek + 7) % 7); expiries.Count < count; friday = friday.AddDays(7))
        {
            var day = OnOrBefore(friday);
            if (day >= from)
            {
                expiries.Add(day);
            }
        }

        return expiries;
    }

    /// <summary>The customary distance between strikes at a price.</summary>
    /// <param name="underlying">The price of the underlying.</param>
    public static decimal StrikeStep(decimal underlying) => underlying switch
    {
        < 25m => 0.5m,
        < 100m => 1m,
        < 250m => 2.5m,
        < 1_000m => 5m,
        _ => 25m,
    };

    private static DateOnly OnOrBefore(DateOnly date) =>
        UsMarketCalendar.Instance.GetDay(date) is not null ? date : UsMarketCalendar.Instance.DayBefore(date).Date;
}
