namespace Brokerage;

/// <summary>What to do when the login's only session is held elsewhere.</summary>
public enum SessionTakeover
{
    /// <summary>Leave it where it is, and say <see cref="ConnectionState.Competing"/>.</summary>
    Never = 0,

    /// <summary>Take it over; whoever held it loses it.</summary>
    Always = 1,
}
