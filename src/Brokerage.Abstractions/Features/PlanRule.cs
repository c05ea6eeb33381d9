namespace Brokerage;

/// <summary>A relation that a broker demands between the orders of a plan, with its evidence.</summary>
/// <param name="Kind">The relation.</param>
/// <param name="Shape">The shape of plan that it holds for.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record PlanRule(PlanRuleKind Kind, OrderShape Shape, Evidence Evidence);
