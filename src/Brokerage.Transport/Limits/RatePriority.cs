namespace Brokerage.Transport;

/// <summary>Who goes first when permits are short; smaller is earlier.</summary>
internal enum RatePriority
{
    Cancel,
    Placement,
    Session,
    Read,
    Background,
}
