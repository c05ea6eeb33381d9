namespace Brokerage;

/// <summary>One change of a followed order, told once.</summary>
public sealed record OrderNews
{
    /// <summary>What happened. <see cref="OrderCause.Seen"/> where only two readings differ and nothing tells why.</summary>
    public required OrderCause Cause { get; init; }

    /// <summary>The whole order after it.</summary>
    public required Order Order { get; init; }

    /// <summary>The state before; null when the order is seen for the first time.</summary>
    public OrderState? Before { get; init; }

    /// <summary>
    /// How much more is filled than before, in units. Below zero only with <see cref="OrderCause.FillCorrected"/>, whose execution names what it
    /// corrects. At first sight all that is filled by then.
    /// </summary>
    public decimal FilledNow { get; init; }

    /// <summary>The execution, where the news is one; computed from two readings where the broker told none (<see cref="Execution.IsDerived"/>).</summary>
    public Execution? Execution { get; init; }

    /// <summary>
    /// What the broker says now, where it cannot be: another end of an order that has ended, less filled without a correction. Reported and
    /// not applied, so that <see cref="Order"/> is unchanged. Null in all other news.
    /// </summary>
    public Order? Contradiction { get; init; }

    /// <summary>True where it was learnt by asking, so that states in between may be missing.</summary>
    public bool IsPolled { get; init; }

    /// <summary>Grows by one with each news of the enumeration; the first is 1.</summary>
    public long Sequence { get; init; }

    /// <summary>True for a fill after the order had ended.</summary>
    public bool IsLateFill => Cause == OrderCause.Fill && Contradiction is null && Before is { } before && OrderLifecycle.IsFinal(before);
}
