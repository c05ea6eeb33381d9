namespace Brokerage;

/// <summary>
/// Keeps orders as brokers last told them, with state, fills and commission, so that an application can list them without asking. What is
/// <em>wished</em> is the journal's; what was <em>seen</em> is here. Thread-safe; where several processes share a store, across them too.
/// </summary>
/// <remarks>
/// How far an order is in step with its broker, the order says itself: one that <see cref="Order.IsFinal"/> changes no more, but for late fills and
/// fees; of any other <see cref="Order.AsOf"/> tells how old it is.
/// </remarks>
public interface IOrderStore
{
    /// <summary>
    /// Keeps orders that were read, with the orders that belong to them, all or none. Of two readings of an order the later one stays, in
    /// whatever order they come; but not one that a clock has dated which was ahead, and was set right since.
    /// </summary>
    ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default);

    /// <summary>One order with the orders that belong to it; null if it was never seen.</summary>
    ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>
    /// Orders of an account, the latest first: by when they were submitted, or else first seen. What belongs to another order comes as its
    /// <see cref="Order.Children"/>.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="after">The last order of the part before; null for the first part.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Orders of a connection that had not ended when they were last seen, the latest first.</summary>
    ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>Forgets all orders of a connection.</summary>
    ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
