namespace Brokerage;

/// <summary>The part that an order plays in a plan.</summary>
public enum OrderRole
{
    /// <summary>The broker does not say.</summary>
    Unknown = 0,

    /// <summary>It stands alone.</summary>
    Single = 1,

    /// <summary>Its filling sets off others.</summary>
    Entry = 2,

    /// <summary>It takes a profit.</summary>
    TakeProfit = 3,

    /// <summary>It limits a loss.</summary>
    StopLoss = 4,

    /// <summary>A part of a group without a role of its own.</summary>
    Member = 5,
}
