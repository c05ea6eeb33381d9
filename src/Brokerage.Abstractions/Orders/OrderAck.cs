namespace Brokerage;

/// <summary>What became of one order of a plan.</summary>
/// <param name="Role">Its part in the plan.</param>
/// <param name="Order">The broker's id; null where it took the order and did not tell the id.</param>
/// <param name="Error">Why this part was refused, while others were taken.</param>
public sealed record OrderAck(OrderRole Role, OrderId? Order, BrokerageError? Error = null);
