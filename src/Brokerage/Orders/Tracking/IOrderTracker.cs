namespace Brokerage;

/// <summary>
/// Follows orders to their end, over the broker's stream where it has one and by asking where it has none or it is down. Everything that is
/// followed on a connection shares one enumeration of its stream. What is learnt settles wishes in the journal, as every reading does.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Each change is told once, whatever the line does: fills by the cumulative quantity, which only grows, except by a correction that names
/// what it corrects. While asking, states in between may be missed, and fills between two readings come as one derived execution; the fills'
/// sum and the last state never differ. An enumeration lives on for <see cref="OrderTrackerOptions.LingerFor"/> after the end, since late
/// fills come. Leaving it, or cancelling, leaves nothing running.
/// </remarks>
public interface IOrderTracker
{
    /// <summary>
    /// Follows an order, the orders that belong to it and those that take its place, first as they stand. Ends some time after the last of
    /// them has.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">There is no such connection, or it is to another broker.</exception>
    /// <exception cref="BrokerageException">There is no such order, or a person is needed: the login ended, the connection was removed.</exception>
    IAsyncEnumerable<OrderNews> FollowAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>
    /// Follows what becomes of a wish: waits while its outcome is not known, then follows its order. Ends without news where it is proven
    /// that there is no order.
    /// </summary>
    /// <param name="wish">The client order id of an order or a change that was submitted.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ArgumentException">The journal holds no such wish.</exception>
    /// <exception cref="BrokerageException">As for an order.</exception>
    IAsyncEnumerable<OrderNews> FollowAsync(ClientOrderId wish, CancellationToken cancellationToken = default);
}
