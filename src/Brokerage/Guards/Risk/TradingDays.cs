using Brokerage.Markets;

namespace Brokerage;

/// <summary>What an account has done on the current trading day. Guarded by the account's lock.</summary>
internal sealed class TradingDays(IMarketCalendar calendar)
{
    private DateTimeOffset _ends = DateTimeOffset.MinValue;
    private decimal? _worthAtStart;

    /// <summary>The current trading day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When it began: with the end of the late session before.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Orders placed on it.</summary>
    public int Orders { get; set; }

    /// <summary>True once the orders that were there already are counted.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Begins a new day if the last one is over.</summary>
    public void Turn(DateTimeOffset now)
    {
        if (now < _ends) return;
        var day = calendar.DayOnOrAfter(calendar.DateAt(now));
        if (now >= day.PostCloses) day = calendar.DayOnOrAfter(day.Date.AddDays(1));
        (Day, _ends, Began) = (day.Date, day.PostCloses, calendar.DayBefore(day.Date).PostCloses);
        (Orders, IsCounted, _worthAtStart) = (0, false, null);
    }

    /// <summary>The loss of the day, positive: as the broker tells it, else since the first reading of the day.</summary>
    public decimal? LossOf(Balance balance)
    {
        _worthAtStart ??= balance.NetLiquidation;
        return -balance.DayProfit ?? (_worthAtStart - balance.NetLiquidation);
    }
}
