namespace Brokerage.Conformance;

/// <summary>What became of one run of a case.</summary>
public enum ConformanceOutcome
{
    /// <summary>It ran and held.</summary>
    Passed,

    /// <summary>It was left out, for a reason that is told.</summary>
    Skipped,

    /// <summary>It ran and did not hold.</summary>
    Failed,
}
