namespace Brokerage.Exchange;

/// <summary>What a ledger entry records.</summary>
public enum LedgerKind
{
    /// <summary>Money or holdings came in or went out.</summary>
    Transfer,

    /// <summary>A trade, its fees included.</summary>
    Trade,

    /// <summary>An execution was changed or taken back.</summary>
    Correction,

    /// <summary>A dividend.</summary>
    Dividend,

    /// <summary>Interest paid or received.</summary>
    Interest,

    /// <summary>A fee outside of a trade.</summary>
    Fee,

    /// <summary>One currency became another.</summary>
    Conversion,

    /// <summary>An option was exercised, assigned, or expired.</summary>
    OptionEvent,

    /// <summary>A stock was split: units came or went, and no money.</summary>
    Split,
}
