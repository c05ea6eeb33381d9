namespace Brokerage;

internal enum ReservationState
{
    /// <summary>Its submission is under way.</summary>
    Sending,

    /// <summary>The broker has it.</summary>
    Working,

    /// <summary>Nobody knows whether the broker has it: it counts in full.</summary>
    Unknown,
}
