namespace Brokerage.Transport;

/// <summary>One thing that is new about an order.</summary>
internal sealed record OrderChangeSeen(OrderCause Cause, Order Order, Execution? Execution);
