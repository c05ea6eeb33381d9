namespace Brokerage;

/// <summary>The answer to a flat question.</summary>
/// <param name="Support">How far the broker has it.</param>
/// <param name="Evidence">Where that stands; null where nothing is known, which counts as unsupported.</param>
/// <param name="Why">What else there is to say: a condition, a reason.</param>
public readonly record struct FeatureAnswer(Support Support, Evidence? Evidence, string? Why)
{
    /// <summary>True where it can be relied on: native or emulated.</summary>
    public bool IsSupported => Support is Support.Native or Support.Emulated;
}
