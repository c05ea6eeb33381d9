using System.Globalization;
using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.Simulator.Alpaca;

/// <summary>The hours of the stock market as the broker tells them.</summary>
internal sealed class AlpacaHours(MarketMode mode, TimeProvider time)
{
    public bool IsOpen => mode switch
    {
        MarketMode.Open => true,
        MarketMode.Closed => false,
        _ => UsMarketCalendar.Instance.SessionAt(Now).HasFlag(Sessions.Regular),
    };

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The next opening after now, by the calendar.</summary>
    public DateTimeOffset NextOpen => UsMarketCalendar.Instance.NextOpen(Now);

    /// <summary>The next close after now, by the calendar.</summary>
    public DateTimeOffset NextClose => UsMarketCalendar.Instance.NextClose(Now);

    /// <summary>With New York's offset and without fractions, as the clock's times are written.</summary>
    public static string Local(DateTimeOffset instant) =>
        NewYorkTime.ToLocal(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
