namespace Brokerage.Markets;

/// <summary>
/// The stock and option exchanges of the United States: computed from NYSE's rules, with the closures that follow no rule (the last one known
/// is 2025-01-09). Regular hours 9:30–16:00 New York, early close 13:00; extended hours 4:00–20:00, on short days until 17:00
/// (so NYSE's calendars since 2019-12; the one of 2018 still ended late sessions of short days at 16:00, which is not modelled).
/// </summary>
public sealed class UsMarketCalendar : IMarketCalendar
{
    private static readonly TimeOnly PreOpen = new(4, 0);
    private static readonly TimeOnly Open = new(9, 30);
    private static readonly TimeOnly Close = new(16, 0);
    private static readonly TimeOnly EarlyClose = new(13, 0);
    private static readonly TimeOnly PostClose = new(20, 0);
    private static readonly TimeOnly EarlyPostClose = new(17, 0);

    // Whoever asks about a day asks again.
    private volatile TradingDay? _last;

    private UsMarketCalendar()
    {
    }

    /// <summary>The one calendar.</summary>
    public static UsMarketCalendar Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "US";

    /// <inheritdoc/>
    public TradingDay? GetDay(DateOnly date)
    {
        if (_last is { } last && last.Date == date)
        {
            return last;
        }

        if (UsHolidays.IsClosed(date))
        {
            return null;
        }

        var early = UsHolidays.IsEarlyClose(date);
        return _last = new TradingDay(
            date,
            NewYorkTime.At(date, PreOpen),
            NewYorkTime.At(date, Open),
            NewYorkTime.At(date, early ? EarlyClose : Close),
            NewYorkTime.At(date, early ? EarlyPostClose : PostClose),
            early);
    }

    /// <inheritdoc/>
    public DateOnly DateAt(DateTimeOffset instant) => NewYorkTime.DateAt(instant);

    /// <summary>
    /// T+1 since 2024-05-28, T+2 since 2017-09-05, T+3 before (SEC rule 15c6-1). Days on which exchanges trade but banks are closed do not count.
    /// </summary>
    /// <param name="tradeDate">The day of the trade.</param>
    public DateOnly SettlementDate(DateOnly tradeDate)
    {
        var days = tradeDate >= new DateOnly(2024, 5, 28) ? 1 : tradeDate >= new DateOnly(2017, 9, 5) ? 2 : 3;
        var date = tradeDate;
        while (days > 0)
        {
            date = date.AddDays(1);
            if (!UsHolidays.IsClosed(date) && !UsHolidays.IsBankHolidayOnly(date))
            {
                days--;
            }
        }

        return date;
    }
}
