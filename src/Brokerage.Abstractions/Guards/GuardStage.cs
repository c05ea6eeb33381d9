namespace Brokerage;

/// <summary>Where a guard stands, outermost first. The composition orders guards by it, whatever the order of registration.</summary>
public enum GuardStage
{
    /// <summary>Traces and meters: they see everything.</summary>
    Telemetry = 0,

    /// <summary>Cached reads: never under a guard that decides by them.</summary>
    Cache = 1,

    /// <summary>The audit trail.</summary>
    Audit = 2,

    /// <summary>The broker's rules.</summary>
    Validation = 3,

    /// <summary>A person's consent to large orders.</summary>
    Confirmation = 4,

    /// <summary>Risk limits.</summary>
    Risk = 5,

    /// <summary>The order journal: the last before the broker.</summary>
    Journal = 6,
}
