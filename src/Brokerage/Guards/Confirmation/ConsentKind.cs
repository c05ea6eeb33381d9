namespace Brokerage;

internal enum ConsentKind
{
    /// <summary>Nothing that would fit.</summary>
    Asked,

    /// <summary>Yes, in time, to this very wish.</summary>
    Given,

    /// <summary>No.</summary>
    Refused,
}
