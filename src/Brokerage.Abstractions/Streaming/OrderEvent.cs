namespace Brokerage;

/// <summary>A change of an order.</summary>
/// <param name="Cause">What happened, as far as it can be told.</param>
/// <param name="Order">The whole order after it, never a delta.</param>
/// <param name="Execution">The execution, where the cause is one.</param>
/// <param name="Sequence">Grows by one with each event of the enumeration.</param>
public sealed record OrderEvent(OrderCause Cause, Order Order, Execution? Execution, long Sequence);
