namespace Brokerage;

/// <summary>What a channel says about an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Cause">What happened; Seen for a reading.</param>
/// <param name="Execution">The execution, where the cause is one.</param>
/// <param name="IsRead">True where the broker was asked for it, false where its stream said so.</param>
/// <param name="IsPolled">True where states in between may be missing.</param>
internal sealed record OrderTelling(Order Order, OrderCause Cause, Execution? Execution, bool IsRead, bool IsPolled)
{
    /// <summary>The executions that it tells, in the order in which they happened.</summary>
    public IEnumerable<Execution> Executions => Execution is { } one && !Order.Executions.Any(known => IsSame(known, one))
        ? Order.Executions.Append(one)
        : Order.Executions;

    public static OrderTelling OfRead(Order order) => new(order, OrderCause.Seen, null, IsRead: true, IsPolled: true);

    public static OrderTelling OfStream(OrderEvent told, bool isPolled) => new(told.Order, told.Cause, told.Execution, IsRead: false, isPolled);

    private static bool IsSame(Execution one, Execution other) => one.Id is null || other.Id is null
        ? (one.LegIndex, one.CumulativeAfter, one.Corrects) == (other.LegIndex, other.CumulativeAfter, other.Corrects)
        : string.Equals(one.Id, other.Id, StringComparison.Ordinal);
}
