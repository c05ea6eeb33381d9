namespace Brokerage;

/// <summary>
/// Orders. Every write that can create risk goes through <see cref="PrepareAsync"/> and <see cref="SubmitAsync"/>; between the two a journal
/// commits what is needed to recognise the order later. Thread-safe.
/// </summary>
public interface ITrading
{
    /// <summary>
    /// Checks a wish against the broker's rules and gathers what submitting and recognising it takes. Creates nothing at the broker.
    /// </summary>
    /// <param name="intent">The wish.</param>
    /// <param name="withPreview">True to ask the broker for costs and margin, where it tells them.</param>
    /// <param name="cancellationToken">Ends the wait; nothing has been created.</param>
    /// <exception cref="BrokerageException">The rules refuse it (every reason in <see cref="BrokerageError.Details"/>), or the broker does.</exception>
    Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a prepared order, once per attempt. Throws for misuse alone, and <see cref="OperationCanceledException"/> only while nothing
    /// has left, which therefore proves that nothing was sent.
    /// </summary>
    /// <exception cref="ArgumentException">The order was not prepared by this adapter, or this attempt was submitted before.</exception>
    Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks the broker to cancel a working order. Repeating it is safe. What happens once the request may have left is in the result, never
    /// an exception.
    /// </summary>
    /// <exception cref="ArgumentException">The order names another connection than this one.</exception>
    Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>One look for what became of a submitted order, by its client id or its evidence. How often to look is the caller's decision.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked: nothing is known.</exception>
    Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default);

    /// <summary>An order by its id.</summary>
    /// <exception cref="ArgumentException">The order names another connection than this one.</exception>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.OrderNotFound"/>, or the broker could not be asked.</exception>
    Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>All orders that may still be filled, those placed elsewhere included.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>A page of orders in any state, newest first.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked, or the cursor is not of this query.</exception>
    Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default);
}
