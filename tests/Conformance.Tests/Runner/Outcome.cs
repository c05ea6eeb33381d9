namespace Brokerage.Conformance.Tests.Runner;

/// <summary>What became of one run of a case.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It ran and held.</summary>
    internal sealed record Passed : Outcome;

    /// <summary>It was left out.</summary>
    /// <param name="Why">The reason.</param>
    internal sealed record Skipped(string Why) : Outcome;

    /// <summary>It failed.</summary>
    /// <param name="Why">The first line of what it said.</param>
    internal sealed record Failed(string Why) : Outcome;
}
