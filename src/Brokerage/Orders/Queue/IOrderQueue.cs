namespace Brokerage;

/// <summary>
/// Wishes that wait for the open of their market, for applications that want it so: brokers differ in what they do with an order that comes
/// while the market is closed. They are kept in the order journal, so they are as durable as that: with <c>UseOrderJournal(path)</c> they
/// survive a crash. Thread-safe.
/// </summary>
/// <remarks>
/// Sending a queued wish is one step in the journal, from Queued to Sending, under the wish's own client order id. So it is sent at most once,
/// of a release and a withdrawal exactly one wins, and after a crash it is either still queued or looked for like any other order.
/// Nothing is sent by itself: a host calls <see cref="RunAsync"/>, or <see cref="ReleaseDueAsync"/> when it likes.
/// </remarks>
public interface IOrderQueue
{
    /// <summary>
    /// Queues a new order for the open of its market; durable when it returns. While the market is open it is due at once. The same wish
    /// again is the same entry. The rules are asked when it is sent: call <see cref="IOrderService.PrepareAsync"/> before, to hear them now.
    /// </summary>
    /// <param name="intent">The wish. It is stored as it is.</param>
    /// <param name="expiresAt">From when on it is not sent any more; null for the close of the day of that open.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is a change of an order, ends before the open, or its instruments trade at different hours.</exception>
    /// <exception cref="BrokerageException">
    /// No calendar of its market is known; or the id was used for another wish (<see cref="BrokerageErrorCode.IdempotencyConflict"/>).
    /// </exception>
    /// <exception cref="IOException">It could not be written down: it is not queued.</exception>
    Task<QueuedOrder> QueueAsync(OrderIntent intent, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default);

    /// <summary>What waits, also for an answer, and what was sent with an outcome that is not known yet. Oldest first.</summary>
    /// <param name="account">One account; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<QueuedOrder>> ListAsync(AccountRef? account = null, CancellationToken cancellationToken = default);

    /// <summary>A wish that was queued, whatever became of it; null if there is none under this id.</summary>
    /// <param name="wish">Its client order id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<QueuedOrder?> FindAsync(ClientOrderId wish, CancellationToken cancellationToken = default);

    /// <summary>Takes a wish back. From then on it is never sent.</summary>
    /// <param name="wish">Its client order id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if it is too late: it is being sent, or was. Its order can be cancelled.</returns>
    /// <exception cref="ArgumentException">No such wish was queued.</exception>
    Task<bool> WithdrawAsync(ClientOrderId wish, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends what is due now, through every guard and the journal, and ends what has expired. What fails for a while (the broker is down, its
    /// user must log in, or it refuses for a reason that passes) stays queued, with the reason; the broker's own refusal the twentieth time at
    /// the latest, and any other refusal at once, is for good.
    /// </summary>
    /// <param name="cancellationToken">Ends it between steps; an order that is being sent is waited for.</param>
    /// <returns>The wishes whose state has changed.</returns>
    Task<IReadOnlyList<QueuedOrder>> ReleaseDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Sends what becomes due, until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The journal cannot be written; nothing can be sent.</exception>
    Task RunAsync(CancellationToken cancellationToken = default);
}
