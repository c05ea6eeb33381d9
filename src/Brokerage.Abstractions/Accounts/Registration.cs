namespace Brokerage;

/// <summary>Whose account it is. A separate axis from <see cref="MarginKind"/>: a retirement account may say MARGIN.</summary>
public enum Registration
{
    /// <summary>The broker does not say, or in a word that we do not know.</summary>
    Unknown = 0,

    /// <summary>One person's.</summary>
    Individual = 1,

    /// <summary>Several persons'.</summary>
    Joint = 2,

    /// <summary>A traditional, rollover, SEP or SIMPLE retirement account.</summary>
    Ira = 3,

    /// <summary>A Roth retirement account.</summary>
    RothIra = 4,

    /// <summary>A company's, partnership's or trust's.</summary>
    Entity = 5,

    /// <summary>An employer's plan.</summary>
    Plan = 6,

    /// <summary>Something else, that the broker's word names.</summary>
    Other = 7,
}
