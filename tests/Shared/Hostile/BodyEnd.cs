namespace Brokerage.TestSupport.Hostile;

/// <summary>How a body ends.</summary>
internal enum BodyEnd
{
    /// <summary>As it should.</summary>
    Clean,

    /// <summary>The line breaks.</summary>
    Breaks,

    /// <summary>It does not: blanks follow, for ever.</summary>
    Never,
}
