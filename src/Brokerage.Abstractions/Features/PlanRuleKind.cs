namespace Brokerage;

/// <summary>A relation between the orders of one plan that a broker demands.</summary>
public enum PlanRuleKind
{
    /// <summary>All orders of the plan name the same instrument.</summary>
    SameInstrument = 0,

    /// <summary>All orders of the plan have the same time in force.</summary>
    SameTimeInForce = 1,

    /// <summary>The orders that cancel each other have the same time in force.</summary>
    PartsSameTimeInForce = 2,

    /// <summary>The orders that cancel each other differ in their kind of price.</summary>
    PartsDifferInPrice = 3,

    /// <summary>All orders of the plan have the same quantity.</summary>
    SameQuantity = 4,

    /// <summary>The profit target lies beyond the stop: above it when the exits sell, below it when they buy.</summary>
    TargetBeyondStop = 5,

    /// <summary>Exits are on the other side than the entry.</summary>
    ExitsOpposeEntry = 6,

    /// <summary>One order takes the profit (a limit), the other stops the loss (a stop).</summary>
    TargetAndStop = 7,
}
