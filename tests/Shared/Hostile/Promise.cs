namespace Brokerage.TestSupport.Hostile;

/// <summary>What has to come of a damaged answer, beside no foreign exception and no new zero.</summary>
internal enum Promise
{
    /// <summary>Anything that is true.</summary>
    Nothing,

    /// <summary>No new zero.</summary>
    NoNewZero,

    /// <summary>The same figures.</summary>
    SameFigures,

    /// <summary>The same, to the last member.</summary>
    SameModel,

    /// <summary>The broker may have acted: a placement is not read as refused.</summary>
    NotRefused,
}
