namespace Brokerage;

/// <summary>What can happen to an order.</summary>
public enum OrderCause
{
    /// <summary>The broker has received it.</summary>
    Acknowledged = 0,

    /// <summary>It was put to work, or a change of it under the same id is in force.</summary>
    Activated = 1,

    /// <summary>Some of it, or the rest of it, was filled.</summary>
    Fill = 2,

    /// <summary>An earlier execution was corrected or taken back.</summary>
    FillCorrected = 3,

    /// <summary>The wish to cancel it was taken.</summary>
    CancelRequested = 4,

    /// <summary>It will not be cancelled.</summary>
    CancelRefused = 5,

    /// <summary>It was cancelled.</summary>
    Cancelled = 6,

    /// <summary>The wish to change it was taken.</summary>
    ReplaceRequested = 7,

    /// <summary>It will not be changed.</summary>
    ReplaceRefused = 8,

    /// <summary>Another order took its place.</summary>
    Replaced = 9,

    /// <summary>Its time is over.</summary>
    Expired = 10,

    /// <summary>The broker refused it, possibly long after receiving it.</summary>
    Rejected = 11,

    /// <summary>It was stopped for a while, or made to wait.</summary>
    Suspended = 12,

    /// <summary>It was read; nothing is said about what happened.</summary>
    Seen = 13,
}
