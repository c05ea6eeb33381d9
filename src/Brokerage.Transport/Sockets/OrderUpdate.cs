namespace Brokerage.Transport;

/// <summary>What a broker's stream said about an order.</summary>
/// <param name="Order">The whole order, as far as the message tells it. Known executions are added by the session.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Execution">The execution, where the cause is one.</param>
public sealed record OrderUpdate(Order Order, OrderCause Cause, Execution? Execution = null);
