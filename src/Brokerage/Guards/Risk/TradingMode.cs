namespace Brokerage;

/// <summary>What may be sent at all. The numbers grow with strictness.</summary>
public enum TradingMode
{
    /// <summary>Everything within the limits.</summary>
    Normal = 0,

    /// <summary>Only what makes a position smaller: selling what is held, buying back what is short. Cancels always pass.</summary>
    ReduceOnly = 1,

    /// <summary>Nothing but cancels.</summary>
    Stopped = 2,
}
