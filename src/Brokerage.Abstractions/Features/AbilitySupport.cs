namespace Brokerage;

/// <summary>How far a broker has an ability, and who says so.</summary>
/// <param name="Support">How far.</param>
/// <param name="Evidence">Who says so.</param>
/// <param name="Why">What a developer should know beside.</param>
public sealed record AbilitySupport(Support Support, Evidence Evidence, string? Why = null);
