namespace Brokerage;

/// <summary>What an item of a stream says.</summary>
public enum StreamSignal
{
    /// <summary>It carries a value.</summary>
    Data = 0,

    /// <summary>
    /// The line is being made; values may be missed. Said at the beginning where there is no line yet, and after every break. An enumeration
    /// that begins on a line that is there, because another one uses it or the broker needs none, does not hear it.
    /// </summary>
    Connecting = 1,

    /// <summary>From here on nothing is missed.</summary>
    Live = 2,

    /// <summary>Something may have been missed between two times.</summary>
    Gap = 3,

    /// <summary>What was missed has been fetched.</summary>
    Resynced = 4,
}
