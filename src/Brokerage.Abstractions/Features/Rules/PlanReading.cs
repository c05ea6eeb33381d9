namespace Brokerage;

/// <summary>A plan, flattened: its orders, the shape as a whole, and what is wrong with the tree.</summary>
internal readonly record struct PlanReading(
    OrderShape Shape, IReadOnlyList<PlannedOrder> Orders, IReadOnlyList<(string Code, string Field, string Text)> Problems);
