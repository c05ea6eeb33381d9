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

    /// <summary>
    /// Sends a prepared order once. A connection that cannot be used is a rejection, since nothing has left; of a wish that was submitted before
    /// the journal's word is told instead, and where the journal cannot be read the outcome is unknown.
    /// </summary>
    /// <param name="order">What <see cref="PrepareAsync"/> returned, or the next step of a confirmation.</param>
    /// <param name="cancellationToken">Before the first byte has left it throws; after it, it ends the wait as an unknown outcome.</param>
    /// <exception cref="ArgumentException">The account's broker is not that of its connection.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled and nothing was sent.</exception>
    Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default);

    /// <summary>Prepares and submits in one call.</summary>
    /// <param name="intent">What is to happen; its account names the connection.</param>
    /// <param name="cancellationToken">As in <see cref="SubmitAsync"/>.</param>
    /// <exception cref="BrokerageException">
    /// As in <see cref="PrepareAsync"/>: nothing was sent, now or before. With <see cref="Effect.Unknown"/> the journal cannot be read: nothing was
    /// sent now.
    /// </exception>
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

    /// <summary>
    /// Wishes whose outcome is not known, oldest first, over all connections: what an application should show as "unknown", never as failed.
    /// Opens no connection: what a program was sending when it ended stands here too, as <see cref="JournalState.Sending"/>, until its
    /// connection is opened again and looks for it, or a person settles it. A cancel stands here too (<see cref="JournalEntry.Cancel"/>): nobody has
    /// to settle it, since asking for it again is safe.
    /// </summary>
    /// <param name="account">One account; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<JournalEntry>> ListUnknownAsync(AccountRef? account = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Settles a wish whose outcome nothing else could settle, by a person's word. It stays in the journal with who decided and why. Needs no
    /// connection: it may be gone for good.
    /// </summary>
    /// <param name="order">The wish.</param>
    /// <param name="decision">What the person saw at the broker.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry as it stands afterwards.</returns>
    /// <exception cref="ArgumentException">There is no such wish.</exception>
    /// <exception cref="InvalidOperationException">
    /// Its outcome is known, or it is being sent right now; or the broker's order came of another wish.
    /// </exception>
    Task<JournalEntry> ResolveAsync(
        ClientOrderId order, OrderDecision decision, string by, string reason, CancellationToken cancellationToken = default);
}
