namespace Brokerage;

/// <summary>Do the orders of a plan fit each other, as the broker demands it?</summary>
internal static class PlanCheck
{
    internal static void Run(RuleContext context, PlanReading plan)
    {
        if (plan.Shape is not (OrderShape.Unknown or OrderShape.Single)) RunPlan(context, plan);
    }

    private static void RunPlan(RuleContext context, PlanReading plan)
    {
        if (plan.Orders.Any(order => order.Spec.Legs is not [{ Instrument: not null }, ..])) return;

        foreach (var rule in context.Features.PlanRules)
        {
            if (rule.Shape == plan.Shape && Breaks(rule.Kind, plan) is { } problem)
                context.Notices.Refuse(OrderRuleCodes.PlanRelation, "Plan", $"{context.Features.Broker} demands that {problem}");
        }

        // Exits on the wrong sides of each other trade at once. Where the broker is not known to refuse that, a person should see it.
        if (!context.Features.PlanRules.Any(rule => rule.Shape == plan.Shape && rule.Kind == PlanRuleKind.TargetBeyondStop)
            && Breaks(PlanRuleKind.TargetBeyondStop, plan) is { } doubt)
            context.Notices.Warn(OrderRuleCodes.PlanRelation, "Plan", $"usually {doubt}");

        CheckParts(context, plan);
    }

    private static void CheckParts(RuleContext context, PlanReading plan)
    {
        if (plan.Shape != OrderShape.OneCancels || context.Limit(OrderLimitKind.MaxParts, null) is not { } most) return;
        if (plan.Orders.Count > most.Value)
            context.Notices.Refuse(
                OrderRuleCodes.Plan, "Plan.Parts", $"{context.Features.Broker} lets {most.Value:0} orders cancel each other, not {plan.Orders.Count}");
    }

    private static string? Breaks(PlanRuleKind kind, PlanReading plan)
    {
        var orders = plan.Orders;
        var parts = plan.Shape == OrderShape.Bracket ? orders.Skip(1).ToList() : orders;
        return kind switch
        {
            PlanRuleKind.SameInstrument => Differ(orders, order => order.Spec.Legs[0].Instrument) ? "all orders name one instrument" : null,
            PlanRuleKind.SameTimeInForce => Differ(orders, TimeOf) ? "all orders have one time in force" : null,
            PlanRuleKind.PartsSameTimeInForce => Differ(parts, TimeOf)
                ? "orders that cancel each other have one time in force"
                : null,
            PlanRuleKind.PartsDifferInPrice => parts.DistinctBy(order => ScopeReader.PriceOf(order.Spec.Price)).Count() < parts.Count
                ? "orders that cancel each other differ in their kind of price"
                : null,
            PlanRuleKind.SameQuantity => Differ(orders, order => order.Spec.Quantity) ? "all orders have one quantity" : null,
            PlanRuleKind.TargetBeyondStop => IsInverted(parts)
                ? "the target lies beyond the stop: above it when the exits sell, below it when they buy"
                : null,
            PlanRuleKind.ExitsOpposeEntry => plan.Shape == OrderShape.OneTriggers && orders[1].Role == OrderRole.Member
                ? "the second order closes what the first opens"
                : null,
            PlanRuleKind.TargetAndStop => parts.All(order => order.Role is OrderRole.TakeProfit or OrderRole.StopLoss)
                ? null
                : "one order is a limit that takes the profit and the other a stop",
            _ => "the plan keeps a rule that these rules do not know",
        };
    }

    private static (TimeInForceKind? Kind, DateOnly? Until) TimeOf(PlannedOrder order) => (order.Spec.TimeInForce?.Kind, order.Spec.TimeInForce?.Until);

    private static bool Differ<T>(IReadOnlyList<PlannedOrder> orders, Func<PlannedOrder, T> part) =>
        orders.Select(part).Distinct().Count() > 1;

    private static bool IsInverted(IReadOnlyList<PlannedOrder> parts)
    {
        var target = parts.FirstOrDefault(order => order.Role == OrderRole.TakeProfit)?.Spec;
        var stop = parts.FirstOrDefault(order => order.Role == OrderRole.StopLoss)?.Spec;
        if (target?.Price is not PriceTerms.Limit { Price: var profit } || TriggerOf(stop?.Price) is not { } trigger) return false;
        return target.Legs[0].Side == Side.Sell ? profit <= trigger : profit >= trigger;
    }

    private static decimal? TriggerOf(PriceTerms? price) => price switch
    {
        PriceTerms.Stop stop => stop.Trigger,
        PriceTerms.StopLimit stop => stop.Trigger,
        _ => null,
    };
}
