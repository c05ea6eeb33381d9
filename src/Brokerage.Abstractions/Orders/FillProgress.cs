namespace Brokerage;

/// <summary>How much of an order is filled after an event.</summary>
public enum FillProgress
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Some of it.</summary>
    Partial = 1,

    /// <summary>All of it, or more.</summary>
    Complete = 2,
}
