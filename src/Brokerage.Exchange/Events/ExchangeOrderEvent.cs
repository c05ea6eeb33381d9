namespace Brokerage.Exchange;

/// <summary>Something happened to an order. Events are numbered without gaps over the whole exchange.</summary>
/// <param name="Sequence">The number, from 1.</param>
/// <param name="Time">When, by the exchange's clock.</param>
/// <param name="Cause">What happened; <see cref="OrderCause.Seen"/> marks the receipt.</param>
/// <param name="Order">The order right after it.</param>
/// <param name="Execution">The execution, for fills and corrections.</param>
public sealed record ExchangeOrderEvent(long Sequence, DateTimeOffset Time, OrderCause Cause, ExchangeOrder Order, ExchangeExecution? Execution);
