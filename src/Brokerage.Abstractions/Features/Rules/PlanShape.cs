namespace Brokerage;

/// <summary>
/// Recognises the shapes that brokers take: a single order, several legs, orders that cancel each other, an order that triggers another,
/// and the bracket, an entry whose two exits cancel each other. Anything nested otherwise is <see cref="OrderShape.Unknown"/>.
/// </summary>
internal static class PlanShape
{
    internal static OrderShape Of(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => HasManyLegs(single.Spec) ? OrderShape.MultiLeg : OrderShape.Single,
        OrderPlan.OneCancels parts => parts.Parts.All(IsPlainSingle) ? OrderShape.OneCancels : OrderShape.Unknown,
        OrderPlan.OneTriggers { Then: OrderPlan.Single } then =>
            !HasManyLegs(then.First) && IsPlainSingle(then.Then) ? OrderShape.OneTriggers : OrderShape.Unknown,
        OrderPlan.OneTriggers { Then: OrderPlan.OneCancels } then => BracketProblem(then) is null ? OrderShape.Bracket : OrderShape.Unknown,
        _ => OrderShape.Unknown,
    };

    /// <summary>What the order at a position of the flattened plan does in it.</summary>
    internal static OrderRole RoleOf(OrderPlan plan, OrderShape shape, int position) => (plan, shape) switch
    {
        (OrderPlan.OneTriggers, OrderShape.Bracket or OrderShape.OneTriggers) when position == 0 => OrderRole.Entry,
        (OrderPlan.OneTriggers { Then: OrderPlan.OneCancels exits }, OrderShape.Bracket) => ExitRole(SpecOf(exits.Parts[position - 1])),
        (OrderPlan.OneTriggers { Then: OrderPlan.Single child } parent, OrderShape.OneTriggers) =>
            Closes(parent.First, child.Spec) ? ExitRole(child.Spec) : OrderRole.Member,
        (OrderPlan.OneCancels parts, OrderShape.OneCancels) =>
            IsTargetAndStop(parts) ? ExitRole(SpecOf(parts.Parts[position])) : OrderRole.Member,
        (_, OrderShape.Single or OrderShape.MultiLeg) => OrderRole.Single,
        _ => OrderRole.Unknown,
    };

    /// <summary>Why a plan has no shape that a broker takes.</summary>
    internal static string Explain(OrderPlan plan) => plan switch
    {
        OrderPlan.OneTriggers { Then: OrderPlan.OneCancels } then => $"this is no bracket: {BracketProblem(then)}",
        _ => "no broker is known to take orders nested like this as one; place them one after the other",
    };

    /// <summary>True where one of two orders takes a profit and the other stops a loss, of one instrument on one side.</summary>
    internal static bool IsTargetAndStop(OrderPlan.OneCancels plan)
    {
        if (plan.Parts.Count != 2) return false;

        var (one, other) = (SpecOf(plan.Parts[0]), SpecOf(plan.Parts[1]));
        return SameLeg(one, other) && IsLimit(one) != IsLimit(other) && IsExitPrice(one) && IsExitPrice(other);
    }

    internal static bool IsStop(OrderSpec spec) => spec.Price is PriceTerms.Stop or PriceTerms.StopLimit or PriceTerms.Trailing;

    internal static bool IsLimit(OrderSpec spec) => spec.Price is PriceTerms.Limit;

    private static string? BracketProblem(OrderPlan.OneTriggers plan)
    {
        var exits = (OrderPlan.OneCancels)plan.Then;
        if (exits.Parts.Count != 2) return "a bracket has two exits";
        if (HasManyLegs(plan.First) || !exits.Parts.All(IsPlainSingle)) return "each of its orders must be a single one with one leg";

        var (one, other) = (SpecOf(exits.Parts[0]), SpecOf(exits.Parts[1]));
        if (!Closes(plan.First, one) || !Closes(plan.First, other)) return "its exits must close what its entry opens";
        return IsTargetAndStop(exits) ? null : "one exit must be a limit and the other a stop";
    }

    private static bool Closes(OrderSpec entry, OrderSpec exit)
    {
        if (entry.Legs is not [{ Instrument: not null } first] || exit.Legs is not [{ Instrument: not null } then]) return false;
        return then.Instrument.Equals(first.Instrument)
            && then.Effect != PositionEffect.Open
            && (first.Side, then.Side) is (Side.Buy, Side.Sell) or (Side.Sell, Side.Buy);
    }

    private static bool SameLeg(OrderSpec one, OrderSpec other) =>
        one.Legs is [{ Instrument: not null } first] && other.Legs is [{ Instrument: not null } second]
        && first.Instrument.Equals(second.Instrument) && first.Side == second.Side;

    private static OrderRole ExitRole(OrderSpec spec) =>
        IsLimit(spec) ? OrderRole.TakeProfit : IsStop(spec) ? OrderRole.StopLoss : OrderRole.Member;

    private static bool IsExitPrice(OrderSpec spec) => IsLimit(spec) || IsStop(spec);

    private static bool IsPlainSingle(OrderPlan plan) => plan is OrderPlan.Single single && !HasManyLegs(single.Spec);

    private static OrderSpec SpecOf(OrderPlan plan) => ((OrderPlan.Single)plan).Spec;

    // Legs that are missing altogether are another check's matter; here they count as one, so that the shape can still be told.
    private static bool HasManyLegs(OrderSpec spec) => spec.Legs is { Count: > 1 };
}
