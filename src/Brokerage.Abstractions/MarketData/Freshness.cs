namespace Brokerage;

/// <summary>How fresh a price is.</summary>
public enum Freshness
{
    /// <summary>The broker does not say.</summary>
    Unknown = 0,

    /// <summary>As it is traded.</summary>
    RealTime = 1,

    /// <summary>Some minutes old.</summary>
    Delayed = 2,

    /// <summary>The last one of a session that is over, or of a halted instrument.</summary>
    Frozen = 3,

    /// <summary>Yesterday's close.</summary>
    PreviousClose = 4,

    /// <summary>Computed or consolidated by the source, not a firm quote.</summary>
    Indicative = 5,
}
