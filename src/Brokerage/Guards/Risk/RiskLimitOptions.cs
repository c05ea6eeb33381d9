using Brokerage.Markets;

namespace Brokerage;

/// <summary>
/// Limits of every account. Amounts are in the account's base currency; null turns a limit off. Orders that make a position smaller pass all
/// limits but <see cref="TradingMode.Stopped"/>.
/// </summary>
public sealed class RiskLimitOptions
{
    /// <summary>
    /// The largest part of the account's equity that one position may be worth, with all that working and unknown orders could add. A
    /// fraction. Default: 0.30.
    /// </summary>
    public decimal? MaxPositionShare { get; set; } = 0.30m;

    /// <summary>The most that one order may be worth.</summary>
    public decimal? MaxOrderValue { get; set; }

    /// <summary>True to refuse what the account's buying power does not cover, before the broker does. Default: true.</summary>
    public bool CheckBuyingPower { get; set; } = true;

    /// <summary>The most orders of an account in a trading day, those placed elsewhere included; a plan is one, a change is none.</summary>
    public int? MaxOrdersPerDay { get; set; }

    /// <summary>The loss of a trading day, positive, from which on nothing new is opened.</summary>
    public decimal? MaxDailyLoss { get; set; }

    /// <summary>
    /// How far from the quote an order without a limit may be filled, as a fraction: what it is worth is computed at that price. Default: 0.05.
    /// </summary>
    public decimal PriceCollar { get; set; } = 0.05m;

    /// <summary>
    /// How old a reading of balance, positions and open orders may be when an order is let through. Orders of this process are counted
    /// whatever its age; what happens elsewhere is noticed this much later. A refusal always follows a new reading. Default: 3 seconds.
    /// </summary>
    public TimeSpan MaxReadingAge { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>What may be sent when the program starts. Default: everything.</summary>
    public TradingMode Mode { get; set; }

    /// <summary>
    /// Whose days count. A day ends with its late session; what follows, weekends included, belongs to the next. Default: the exchanges of
    /// the United States.
    /// </summary>
    public IMarketCalendar Calendar { get; set; } = UsMarketCalendar.Instance;
}
