namespace Brokerage;

/// <summary>What moved.</summary>
public enum TransactionKind
{
    /// <summary>A word that we do not know; see the raw text.</summary>
    Unknown = 0,

    /// <summary>A purchase or sale.</summary>
    Trade = 1,

    /// <summary>A dividend or other distribution.</summary>
    Dividend = 2,

    /// <summary>Interest, earned or paid.</summary>
    Interest = 3,

    /// <summary>A fee.</summary>
    Fee = 4,

    /// <summary>A tax.</summary>
    Tax = 5,

    /// <summary>Securities moved in or out.</summary>
    Transfer = 6,

    /// <summary>Cash came in.</summary>
    Deposit = 7,

    /// <summary>Cash went out.</summary>
    Withdrawal = 8,

    /// <summary>A booking inside the broker.</summary>
    Journal = 9,

    /// <summary>A split, merger, spin-off or the like.</summary>
    CorporateAction = 10,

    /// <summary>An option was exercised, assigned, or expired.</summary>
    OptionEvent = 11,
}
