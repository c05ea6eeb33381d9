namespace Brokerage;

/// <summary>How far a broker has an ability, and who says so.</summary>
/// <param name="Support">How far.</param>
/// <param name="Evidence">Who says so.</param>
/// <param name="Why">What a developer should know beside.</param>
public sealed record AbilitySupport(Support Support, Evidence Evidence, string? Why = null)
{
    /// <summary>The broker has it.</summary>
    public static AbilitySupport Native(Evidence evidence, string? why = null) => new(Support.Native, evidence, why);

    /// <summary>The suite does it in the broker's place.</summary>
    public static AbilitySupport Emulated(Evidence evidence, string why) => new(Support.Emulated, evidence, why);

    /// <summary>Nothing proves it.</summary>
    public static AbilitySupport Unverified(Evidence evidence, string why) => new(Support.Unverified, evidence, why);

    /// <summary>The broker does not have it.</summary>
    public static AbilitySupport Unsupported(Evidence evidence, string? why = null) => new(Support.Unsupported, evidence, why);
}
