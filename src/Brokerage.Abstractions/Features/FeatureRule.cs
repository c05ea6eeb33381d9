namespace Brokerage;

/// <summary>What a broker can do with a set of orders. The most specific rule wins.</summary>
/// <param name="Scope">The set.</param>
/// <param name="Support">How far.</param>
/// <param name="Evidence">Who says so.</param>
/// <param name="Why">What a developer should know beside.</param>
public sealed record FeatureRule(OrderScope Scope, Support Support, Evidence Evidence, string? Why = null);
