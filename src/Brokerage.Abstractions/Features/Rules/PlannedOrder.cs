namespace Brokerage;

/// <summary>One order of a plan, with where it stands and what it does there.</summary>
internal sealed record PlannedOrder(OrderSpec Spec, string Field, OrderShape Shape, OrderRole Role);
