namespace Brokerage;

/// <summary>A change that the broker has taken and that does not show yet.</summary>
/// <param name="After">What the changed order comes to, with all that it had filled before.</param>
/// <param name="Orders">The broker's orders of the change.</param>
/// <param name="Target">The order that it changes.</param>
/// <param name="IsWorthUntold">True where nobody asked what that is worth.</param>
internal sealed record PendingChange(Exposure[] After, OrderId[] Orders, OrderId? Target, bool IsWorthUntold)
{
    /// <summary>What is to be counted from now on, once an order of the change is at work; null while it does not show.</summary>
    public Exposure[]? ShownBy(Order order)
    {
        if (Array.IndexOf(Orders, order.Ref.Order) < 0) return null;
        if (order.State.Value is not (OrderState.Working or OrderState.PartiallyFilled or OrderState.Filled)) return null;
        if (After is not [var row] || order.Quantity is not OrderQuantity.Units { Value: var units }) return After;

        var most = Math.Max(row.High, -row.Low);
        // The same order: as long as it has another quantity, the change may still come.
        if (order.Ref.Order == Target) return units == most ? After : null;
        // Another one: brokers differ in whether it counts what its predecessor has filled, but it fills no more than it says itself.
        return units <= most ? [row with { Low = Math.Max(row.Low, -units), High = Math.Min(row.High, units) }] : null;
    }
}
