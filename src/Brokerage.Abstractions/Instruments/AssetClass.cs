namespace Brokerage;

/// <summary>The class that an instrument belongs to.</summary>
public enum AssetClass
{
    /// <summary>A thing that we cannot name yet; see <see cref="Instrument.Unclassified"/>.</summary>
    Unknown = 0,

    /// <summary>Shares, ETFs, depositary receipts, preferreds, warrants.</summary>
    Equity = 1,

    /// <summary>Listed options on shares, ETFs and indexes.</summary>
    Option = 2,

    /// <summary>Mutual and money market funds.</summary>
    Fund = 3,

    /// <summary>Bonds, bills, notes, certificates of deposit.</summary>
    Bond = 4,

    /// <summary>An index: quoted, not held.</summary>
    Index = 5,

    /// <summary>Futures.</summary>
    Future = 6,

    /// <summary>Options on futures.</summary>
    FutureOption = 7,

    /// <summary>Currency pairs.</summary>
    Forex = 8,

    /// <summary>Crypto pairs and holdings.</summary>
    Crypto = 9,
}
