namespace Brokerage;

internal enum RiskVerdictKind
{
    /// <summary>It may go; its reservation is made.</summary>
    Reserved,

    /// <summary>The same wish has a reservation already: the journal knows what became of it.</summary>
    Known,

    /// <summary>It opens something, so its worth must be known first.</summary>
    NeedsWorth,

    /// <summary>It may not go.</summary>
    Refused,
}
