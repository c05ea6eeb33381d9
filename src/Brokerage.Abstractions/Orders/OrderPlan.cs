namespace Brokerage;

/// <summary>One order, or several that depend on each other. A closed set.</summary>
public abstract record OrderPlan
{
    private OrderPlan()
    {
    }

    /// <summary>An entry that, once filled, is guarded by a target and a stop of which one cancels the other.</summary>
    /// <param name="entry">The order that opens.</param>
    /// <param name="target">The exit with a gain: a limit.</param>
    /// <param name="stop">The exit with a loss: a stop of any kind.</param>
    /// <remarks>Everything that reads a plan knows the two exits by their prices: in each other's place they mean the same.</remarks>
    public static OrderPlan Bracket(OrderSpec entry, OrderSpec target, OrderSpec stop)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(stop);
        return new OneTriggers(entry, new OneCancels([new Single(target), new Single(stop)]));
    }

    /// <summary>One order.</summary>
    /// <param name="Spec">The order.</param>
    public sealed record Single(OrderSpec Spec) : OrderPlan;

    /// <summary>Orders of which the first to be filled cancels the others.</summary>
    /// <param name="Parts">At least two.</param>
    public sealed record OneCancels(IReadOnlyList<OrderPlan> Parts) : OrderPlan;

    /// <summary>An order whose filling sets off a plan.</summary>
    /// <param name="First">The order.</param>
    /// <param name="Then">What its filling sets off.</param>
    public sealed record OneTriggers(OrderSpec First, OrderPlan Then) : OrderPlan;
}
