namespace Brokerage.Markets;

/// <summary>A market that never closes, as crypto's. Its days are those of UTC, and trades settle at once.</summary>
public sealed class AlwaysOpenCalendar : IMarketCalendar
{
    private AlwaysOpenCalendar()
    {
    }

    /// <summary>The one calendar.</summary>
    public static AlwaysOpenCalendar Instance { get; } = new();

    /// <inheritdoc/>
    public string Name => "crypto";

    /// <inheritdoc/>
    public TradingDay GetDay(DateOnly date)
    {
        var opens = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new TradingDay(date, opens, opens, opens.AddDays(1), opens.AddDays(1), IsEarlyClose: false);
    }

    /// <inheritdoc/>
    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <inheritdoc/>
    public DateOnly SettlementDate(DateOnly tradeDate) => tradeDate;
}
