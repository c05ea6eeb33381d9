namespace Brokerage;

/// <summary>
/// Orders through the connection that each request names. Every write goes through the same door as on a connection: prepare, then submit.
/// Thread-safe.
/// </summary>
public interface IOrderService
{
    /// <summary>Checks an intent and readies it for its broker; creates nothing there.</summary>
    /// <param name="intent">What is to happen; its account names the connection.</param>
    /// <param name="withPreview">Whether to ask the broker for costs and warnings, where it can tell.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The account's broker is not that of its connection.</exception>
    /// <exception cref="BrokerageException">The intent breaks a rule, the connection is not known or not usable, or the broker refused.</exception>
    Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default);

    /// <summary>Sends a prepared order once. A connection that cannot be used is a rejection, since nothing has left.</summary>
    /// <param name="order">What <see cref="PrepareAsync"/> returned, or the next step of a confirmation.</param>
    /// <param name="cancellationToken">Before the first byte has left it throws; after it, it ends the wait as an unknown outcome.</param>
    /// <exception cref="ArgumentException">The account's broker is not that of its connection.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and nothing was sent.</exception>
    Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default);

    /// <summary>Prepares and submits in one call.</summary>
    /// <param name="intent">What is to happen; its account names the connection.</param>
    /// <param name="cancellationToken">As in <see cref="SubmitAsync"/>.</param>
    /// <exception cref="BrokerageException">As in <see cref="PrepareAsync"/>: nothing was sent.</exception>
    Task<SubmitResult> PlaceAsync(OrderIntent intent, CancellationToken cancellationToken = default);

    /// <summary>Asks the broker to cancel an order. A connection that cannot be used is a refusal, since nothing has left.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">As in <see cref="SubmitAsync"/>.</param>
    Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>Looks once whether the broker has a prepared order.</summary>
    /// <param name="order">The prepared order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">The connection is not known or not usable, or the broker refused.</exception>
    Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default);

    /// <summary>Reads one order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">There is no such order, the connection is not known or not usable, or the broker refused.</exception>
    Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default);

    /// <summary>Reads an account's open orders.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">The connection is not known or not usable, or the broker refused.</exception>
    Task<Snapshot<Order>> GetOpenOrdersAsync(AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of an account's orders, newest first.</summary>
    /// <param name="connection">The connection that sees the account.</param>
    /// <param name="query">The account, the time between, and where to go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">The connection is not usable, or the broker refused.</exception>
    Task<Page<Order>> GetHistoryAsync(ConnectionId connection, HistoryQuery query, CancellationToken cancellationToken = default);
}
