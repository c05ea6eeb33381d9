namespace Brokerage;

/// <summary>One order of many that were to be cancelled, and what became of that.</summary>
/// <param name="Order">The order.</param>
/// <param name="Result">The answer to the wish to cancel it.</param>
public sealed record OrderCancel(OrderRef Order, CancelResult Result);
