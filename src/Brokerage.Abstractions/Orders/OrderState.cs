namespace Brokerage;

/// <summary>How an order stands. The transitions are <see cref="OrderLifecycle"/>'s.</summary>
public enum OrderState
{
    /// <summary>A word of the broker's that we do not know.</summary>
    Unknown = 0,

    /// <summary>The broker has it and has not put it to work yet.</summary>
    Received = 1,

    /// <summary>It waits for another order.</summary>
    Held = 2,

    /// <summary>It can be filled.</summary>
    Working = 3,

    /// <summary>A part is filled, and the rest can be.</summary>
    PartiallyFilled = 4,

    /// <summary>It is stopped for a while: a halt, a review.</summary>
    Suspended = 5,

    /// <summary>The broker has taken the wish to cancel it; it may still fill.</summary>
    PendingCancel = 6,

    /// <summary>The broker has taken the wish to change it; it may still fill.</summary>
    PendingReplace = 7,

    /// <summary>All of it is filled.</summary>
    Filled = 8,

    /// <summary>Cancelled; a part may have been filled.</summary>
    Cancelled = 9,

    /// <summary>Another order, with another id, has taken its place; a part may have been filled.</summary>
    Replaced = 10,

    /// <summary>Its time is over; a part may have been filled.</summary>
    Expired = 11,

    /// <summary>The broker refused it.</summary>
    Rejected = 12,
}
