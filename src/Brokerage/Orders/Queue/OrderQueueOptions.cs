using Brokerage.Markets;

namespace Brokerage;

/// <summary>How wishes are queued for the open.</summary>
public sealed class OrderQueueOptions
{
    /// <summary>
    /// The calendar of an instrument's market; null where there is none, and then its orders cannot be queued. By default: shares, options,
    /// funds and indexes of the United States, and crypto.
    /// </summary>
    public Func<Instrument, IMarketCalendar?> CalendarOf { get; set; } = UsualCalendarOf;

    /// <summary>
    /// How soon what failed for a while is tried again; the pause doubles with every time that the broker itself refused it, up to 16 times as
    /// long. Default: 15 seconds.
    /// </summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(15);

    private static IMarketCalendar? UsualCalendarOf(Instrument instrument) => instrument switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } or Instrument.Option or Instrument.Fund or Instrument.Index => UsMarketCalendar.Instance,
        Instrument.Crypto => AlwaysOpenCalendar.Instance,
        _ => null,
    };
}
