namespace Brokerage;

/// <summary>How long an order stays.</summary>
public enum TimeInForceKind
{
    /// <summary>Only on reading. A request refuses it.</summary>
    Unknown = 0,

    /// <summary>Until the end of the day's sessions that it takes part in.</summary>
    Day = 1,

    /// <summary>Until cancelled, or the broker's own limit.</summary>
    GoodTillCancelled = 2,

    /// <summary>Until the end of a day.</summary>
    GoodTillDate = 3,

    /// <summary>What can be filled at once; the rest is cancelled.</summary>
    ImmediateOrCancel = 4,

    /// <summary>All of it at once, or nothing.</summary>
    FillOrKill = 5,

    /// <summary>In the opening auction.</summary>
    AtOpen = 6,

    /// <summary>In the closing auction.</summary>
    AtClose = 7,
}
