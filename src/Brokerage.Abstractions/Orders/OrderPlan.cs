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
    /// <exception cref="ArgumentException">Target and stop are in each other's place: the target is a stop, and the stop is a limit.</exception>
    public static OrderPlan Bracket(OrderSpec entry, OrderSpec target, OrderSpec stop)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(stop);
        if (target.Price is PriceTerms.Stop or PriceTerms.StopLimit or PriceTerms.Trailing && stop.Price is PriceTerms.Limit)
            throw new ArgumentException("The target is a stop and the stop is a limit: they are in each other's place.", nameof(stop));
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
