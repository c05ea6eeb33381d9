namespace Brokerage;

/// <summary>What an order is made of.</summary>
public enum OrderShape
{
    /// <summary>The broker does not say, or in a word that we do not know.</summary>
    Unknown = 0,

    /// <summary>One leg.</summary>
    Single = 1,

    /// <summary>Several legs at a net price.</summary>
    MultiLeg = 2,

    /// <summary>An entry with target and stop.</summary>
    Bracket = 3,

    /// <summary>A group of which one filling cancels the others.</summary>
    OneCancels = 4,

    /// <summary>An order whose filling sets off others.</summary>
    OneTriggers = 5,

    /// <summary>An order under a condition.</summary>
    Conditional = 6,

    /// <summary>No order at all, but listed as one: an assignment, an exercise.</summary>
    Event = 7,
}
