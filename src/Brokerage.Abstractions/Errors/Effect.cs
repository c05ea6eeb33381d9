namespace Brokerage;

/// <summary>
/// Did the broker perhaps act? Set by the adapter's error table; retry, journal and refresh read it and nothing else.
/// </summary>
public enum Effect
{
    /// <summary>Proven: the broker did not act.</summary>
    None = 0,

    /// <summary>It may have acted.</summary>
    Unknown = 1,
}
