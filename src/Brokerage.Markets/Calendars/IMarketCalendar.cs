namespace Brokerage.Markets;

/// <summary>When a market trades. Pure and thread-safe.</summary>
public interface IMarketCalendar
{
    /// <summary>The name of the market, such as <c>US</c>.</summary>
    string Name { get; }

    /// <summary>The hours of a day; null when the market stays closed.</summary>
    /// <param name="date">The date in the market's own time zone.</param>
    TradingDay? GetDay(DateOnly date);

    /// <summary>The date at the market at an instant.</summary>
    /// <param name="instant">The instant.</param>
    DateOnly DateAt(DateTimeOffset instant);

    /// <summary>The day on which a trade settles.</summary>
    /// <param name="tradeDate">The day of the trade.</param>
    DateOnly SettlementDate(DateOnly tradeDate);
}
