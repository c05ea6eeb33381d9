namespace Brokerage.Conformance;

/// <summary>One run of a case against one test broker.</summary>
/// <param name="Adapter">The test broker's name.</param>
/// <param name="Case">Area and number.</param>
/// <param name="Arguments">What it was run with; empty for a case that takes nothing.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Why">Why it was left out, or how it failed; null where it passed.</param>
public sealed record ConformanceResult(string Adapter, string Case, string Arguments, ConformanceOutcome Outcome, string? Why);
