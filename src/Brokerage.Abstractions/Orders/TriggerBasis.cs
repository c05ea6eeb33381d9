namespace Brokerage;

/// <summary>Which price sets off a stop.</summary>
public enum TriggerBasis
{
    /// <summary>The broker's usual one.</summary>
    Default = 0,

    /// <summary>The last trade.</summary>
    Last = 1,

    /// <summary>The bid.</summary>
    Bid = 2,

    /// <summary>The ask.</summary>
    Ask = 3,

    /// <summary>The middle of bid and ask, or the broker's mark.</summary>
    Mark = 4,
}
