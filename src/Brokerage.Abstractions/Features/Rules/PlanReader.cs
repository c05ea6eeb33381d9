namespace Brokerage;

/// <summary>Walks an order's tree and recognises its shape. Hostile trees (null, deep, huge) are described, not followed to the end.</summary>
internal sealed class PlanReader
{
    private const int MaxOrders = 64;
    private const int MaxDepth = 8;
    private readonly List<(OrderSpec Spec, string Field)> _orders = [];
    private readonly List<(string Code, string Field, string Text)> _problems = [];

    internal static PlanReading Read(OrderPlan? plan)
    {
        // Most plans are one order.
        if (plan is OrderPlan.Single { Spec: { } spec })
        {
            var shape = PlanShape.Of(plan);
            return new PlanReading(shape, [new PlannedOrder(spec, "Plan.Spec", shape, OrderRole.Single)], []);
        }

        var reader = new PlanReader();
        reader.Walk(plan, "Plan", 0);
        return reader.Finish(plan);
    }

    private void Walk(OrderPlan? plan, string field, int depth)
    {
        if (depth > MaxDepth)
        {
            Problem(OrderRuleCodes.Plan, field, $"the plan is nested more than {MaxDepth} deep");
            return;
        }

        switch (plan)
        {
            case OrderPlan.Single single:
                Add(single.Spec, $"{field}.Spec");
                break;
            case OrderPlan.OneCancels oneCancels:
                WalkParts(oneCancels.Parts, field, depth);
                break;
            case OrderPlan.OneTriggers oneTriggers:
                Add(oneTriggers.First, $"{field}.First");
                Walk(oneTriggers.Then, $"{field}.Then", depth + 1);
                break;
            case null:
                Problem(OrderRuleCodes.Plan, field, "there is no plan");
                break;
            default:
                Problem(OrderRuleCodes.Plan, field, "this kind of plan is not known");
                break;
        }
    }

    private void WalkParts(IReadOnlyList<OrderPlan>? parts, string field, int depth)
    {
        if (parts is null || parts.Count < 2)
        {
            Problem(OrderRuleCodes.Plan, $"{field}.Parts", "orders that cancel each other must be at least two");
            return;
        }

        for (var i = 0; i < parts.Count && _orders.Count <= MaxOrders; i++) Walk(parts[i], $"{field}.Parts[{i}]", depth + 1);
    }

    private void Add(OrderSpec? spec, string field)
    {
        if (spec is null) Problem(OrderRuleCodes.Plan, field, "there is no order");
        else if (_orders.Count == MaxOrders) Problem(OrderRuleCodes.Plan, "Plan", $"the plan holds more than {MaxOrders} orders");
        else if (_orders.Count < MaxOrders) _orders.Add((spec, field));
    }

    private PlanReading Finish(OrderPlan? plan)
    {
        if (_problems.Count > 0) return new PlanReading(OrderShape.Unknown, Planned(OrderShape.Unknown, _ => OrderRole.Unknown), _problems);

        var shape = PlanShape.Of(plan!);
        if (shape == OrderShape.Unknown) Problem(OrderRuleCodes.PlanShape, "Plan", PlanShape.Explain(plan!));
        return new PlanReading(shape, Planned(shape, position => PlanShape.RoleOf(plan!, shape, position)), _problems);
    }

    private PlannedOrder[] Planned(OrderShape shape, Func<int, OrderRole> roleOf) =>
        [.. _orders.Select((order, position) => new PlannedOrder(order.Spec, order.Field, shape, roleOf(position)))];

    private void Problem(string code, string field, string text) => _problems.Add((code, field, text));
}
