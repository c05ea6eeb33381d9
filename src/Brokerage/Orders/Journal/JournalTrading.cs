using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// The innermost guard of orders: what is submitted is on the disk before it leaves, is never sent twice, and its outcome is looked for
/// until it is known.
/// </summary>
internal sealed class JournalTrading(
    ITrading inner, WishBook book, OrderClaims claims, OrderResolver resolver, EarlierWishes earlier, WishesUnderWay underWay, SeenOrders seen, ILogger logger)
    : DelegatingTrading(inner)
{
    public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var key = JournalEntry.KeyOf(order.Intent.ClientOrderId);
        try
        {
            if (await earlier.FindUnsettledAsync(order.Intent.Account, asks: key, cancellationToken).ConfigureAwait(false) is { } unsettled)
                return await book.RefuseAsync(order, JournalErrors.EarlierOrder(order, unsettled)).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            OrderLog.NotSent(logger, key, exception);
            return await book.RefuseAsync(order, JournalErrors.NotWritten(order)).ConfigureAwait(false);
        }

        return await SendOnceAsync(key, order, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var key = JournalEntry.KeyOf(order);
        try
        {
            await earlier.ReadAsync(cancellationToken).ConfigureAwait(false);
            return await CancelUnderWayAsync(key, order, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            // Only before it is sent: what comes after that is told whether or not it can be written.
            OrderLog.NotSent(logger, key, exception);
            return new CancelResult.Refused(JournalErrors.CancelNotWritten(order.Account));
        }
    }

    private async Task<SubmitResult> SendOnceAsync(string key, PreparedOrder order, CancellationToken cancellationToken)
    {
        underWay.Begin(key);
        try
        {
            return await BeginAsync(key, order, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.End(key);
        }
    }

    private async Task<CancelResult> CancelUnderWayAsync(string key, OrderRef order, CancellationToken cancellationToken)
    {
        underWay.Begin(key);
        try
        {
            return await CancelOnceAsync(order, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            underWay.End(key);
        }
    }

    private async Task<CancelResult> CancelOnceAsync(OrderRef order, CancellationToken cancellationToken)
    {
        var entry = await book.BeginCancelAsync(order, cancellationToken).ConfigureAwait(false);
        CancelResult result;
        try
        {
            result = await Inner.CancelAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ProvesNothingLeft(exception, cancellationToken))
        {
            await SettleAsync(entry, JournalState.Rejected, null).ConfigureAwait(false);
            throw;
        }
#pragma warning disable CA1031 // Whatever else comes breaks the contract; the cancel may have arrived, and that must be said.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.ContractBroken(logger, entry.Key, exception);
            result = new CancelResult.OutcomeUnknown(JournalErrors.Broken(order.Account, exception));
        }

        await (result switch
        {
            CancelResult.Requested or CancelResult.AlreadyFinal => SettleAsync(entry, JournalState.Placed, null),
            CancelResult.Refused refused => SettleAsync(entry, JournalState.Rejected, stored => stored with { Error = refused.Error }),
            CancelResult.OutcomeUnknown unknown => UnknownAsync(entry, stored => stored with { Error = unknown.Cause }),
            _ => throw new InvalidOperationException("The results of a cancel are a closed set."),
        }).ConfigureAwait(false);
        return result;
    }

    public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var lookedAt = book.Now;
        var look = await base.FindAsync(order, cancellationToken).ConfigureAwait(false);
        var sighting = await ToldAsync(order.Intent.Account, () => claims.WeighAsync(order, look, cancellationToken)).ConfigureAwait(false);
        if (sighting is not Sighting.Found found) return sighting;

        var key = JournalEntry.KeyOf(order.Intent.ClientOrderId);
        var stored = await ToldAsync(order.Intent.Account, () => book.FindAsync(key, cancellationToken)).ConfigureAwait(false);
        if (stored is not null) await SettleFoundAsync(stored, found, lookedAt).ConfigureAwait(false);
        return sighting;
    }

    public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        await JoinAsync(await base.GetOrderAsync(order, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = await base.GetOpenOrdersAsync(account, cancellationToken).ConfigureAwait(false);
        return orders with { Items = await JoinAsync(orders.Items, cancellationToken).ConfigureAwait(false) };
    }

    public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var orders = await base.GetOrderHistoryAsync(query, cancellationToken).ConfigureAwait(false);
        return orders with { Items = await JoinAsync(orders.Items, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Says whose wish an order came of, and lets the order settle the wish.</summary>
    internal async ValueTask<Order> JoinAsync(Order order, CancellationToken cancellationToken)
    {
        var joined = await JoinOneAsync(order, cancellationToken).ConfigureAwait(false);
        await seen.KeepAsync([joined]).ConfigureAwait(false);
        return joined;
    }

    private async ValueTask<Order> JoinOneAsync(Order order, CancellationToken cancellationToken)
    {
        await SettleCancelAsync(order, cancellationToken).ConfigureAwait(false);
        if (order.ClientOrderId is { } id)
        {
            await SettleSeenAsync(id, order, cancellationToken).ConfigureAwait(false);
            return order;
        }

        var entry = await ToldAsync(order.Ref.Account, () => book.FindByOrderAsync(order.Ref, cancellationToken)).ConfigureAwait(false);
        return entry?.Order is { } prepared ? order with { ClientOrderId = prepared.Intent.ClientOrderId } : order;
    }

    private async ValueTask<IReadOnlyList<Order>> JoinAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var joined = new Order[orders.Count];
        for (var i = 0; i < joined.Length; i++) joined[i] = await JoinOneAsync(orders[i], cancellationToken).ConfigureAwait(false);
        await seen.KeepAsync(joined).ConfigureAwait(false);
        return joined;
    }

    // An order that has ended, or is about to, answers what became of the wish to cancel it.
    private async ValueTask SettleCancelAsync(Order order, CancellationToken cancellationToken)
    {
        if (!order.IsFinal && order.State.Value != OrderState.PendingCancel) return;

        var key = JournalEntry.KeyOf(order.Ref);
        var entry = await ToldAsync(order.Ref.Account, () => book.FindAsync(key, cancellationToken)).ConfigureAwait(false);
        if (entry is not { State: JournalState.Unknown }) return;

        await SettleAsync(entry, JournalState.Placed, null).ConfigureAwait(false);
        OrderLog.Resolved(logger, key, JournalState.Placed);
    }

    private async ValueTask SettleSeenAsync(ClientOrderId id, Order order, CancellationToken cancellationToken)
    {
        var key = JournalEntry.KeyOf(id);
        var entry = await ToldAsync(order.Ref.Account, () => book.FindAsync(key, cancellationToken)).ConfigureAwait(false);
        if (entry is null || entry.Account != order.Ref.Account) return;
        if (entry.State == JournalState.Unknown || entry.LacksOrder || MayBeThereAfterAll(entry, [order])) await SettleSeenAsync(entry, [order]).ConfigureAwait(false);
    }

    // Who reads orders hears of the journal's store in the words in which connections fail.
    private static async ValueTask<T> ToldAsync<T>(AccountRef account, Func<ValueTask<T>> find)
    {
        try
        {
            return await find().ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new BrokerageException(JournalErrors.NotTold(account), exception);
        }
    }

    // Only an id proves it: what merely looks like it may be what its user has placed elsewhere instead.
    private static bool IsThereAfterAll(JournalEntry entry, Sighting.Found found) =>
        found.VisibilityDelay == TimeSpan.Zero && MayBeThereAfterAll(entry, found.Orders);

    // As what it was placed is learnt in a look, where the broker took it without saying so.
    private async ValueTask SettleFoundAsync(JournalEntry stored, Sighting.Found found, DateTimeOffset lookedAt)
    {
        var isOpen = stored.State == JournalState.Unknown || stored.LacksOrder;
        if (isOpen ? found.IsProof(stored.ChangedAt, lookedAt) : IsThereAfterAll(stored, found))
            await SettleSeenAsync(stored, found.Orders).ConfigureAwait(false);
    }

    // Whatever was concluded of an attempt, or became of the wish since then. But one that the broker has rejected is what was concluded, and where
    // somebody else's order carries the id it is not ours.
    private static bool MayBeThereAfterAll(JournalEntry entry, IReadOnlyList<Order> orders) => entry.State switch
    {
        JournalState.NotArrived => true,
        JournalState.Rejected or JournalState.Queued or JournalState.Withdrawn or JournalState.Expired =>
            entry is { Order: not null, Error: not { Code: BrokerageErrorCode.IdempotencyConflict } }
            && orders.Any(order => order.State.Value != OrderState.Rejected || order.Filled > 0),
        _ => false,
    };

    private async ValueTask SettleSeenAsync(JournalEntry entry, IReadOnlyList<Order> orders)
    {
        await SettleAsync(entry, JournalState.Placed, stored => stored with { Orders = OrderClaims.Acks(orders, stored.Intent!.ClientOrderId), Error = null }).ConfigureAwait(false);
        if (entry.State is JournalState.Unknown or JournalState.Placed) OrderLog.Resolved(logger, entry.Key, JournalState.Placed);
        else OrderLog.ArrivedAfterAll(logger, entry.Key, entry.State);
    }

    private async Task<SubmitResult> BeginAsync(string key, PreparedOrder order, CancellationToken cancellationToken)
    {
        while (true)
        {
            JournalEntry? before;
            try
            {
                before = await book.FindAsync(key, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                OrderLog.NotSent(logger, key, exception);
                return new SubmitResult.OutcomeUnknown(order, JournalErrors.NotRead(order.Intent));
            }

            if (before is not null && JournalAnswer.Of(before, order.Intent) is { } answer) return answer;

            var attempt = before is null ? order : Numbered(order, before);
            var entry = book.Sending(attempt, before);
            try
            {
                if (!await book.TryWriteAsync(entry, cancellationToken).ConfigureAwait(false)) continue;
            }
            catch (IOException exception)
            {
                OrderLog.NotSent(logger, key, exception);
                // This call sent nothing; another that is at the same wish now may.
                return underWay.IsShared(key)
                    ? new SubmitResult.OutcomeUnknown(order, JournalErrors.StillOpen(order.Intent))
                    : new SubmitResult.Rejected(JournalErrors.NotWritten(order));
            }

            return await SendAsync(entry, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    // The journal holds the proof that the attempt before left no order, so it counts on.
    private static PreparedOrder Numbered(PreparedOrder order, JournalEntry before) =>
        before.Order is not { } sent || order.Attempt > sent.Attempt ? order : order with { Attempt = sent.Attempt + 1 };

    /// <summary>
    /// True for what the contract of <see cref="ITrading"/> calls a proof. A cancellation that the caller did not ask for is none: it may be the time
    /// limit of an adapter's own client, after the request has left.
    /// </summary>
    internal static bool ProvesNothingLeft(Exception exception, CancellationToken cancellationToken) =>
        exception is ArgumentException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private async Task<SubmitResult> SendAsync(JournalEntry entry, PreparedOrder order, CancellationToken cancellationToken)
    {
        SubmitResult result;
        try
        {
            result = await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ProvesNothingLeft(exception, cancellationToken))
        {
            // What waits for its market is not over because somebody stopped waiting.
            var to = exception is OperationCanceledException && entry.Queue is not null ? JournalState.Queued : JournalState.Rejected;
            await SettleAsync(entry, to, stored => stored with { Error = JournalErrors.NeverLeft(order) }).ConfigureAwait(false);
            throw;
        }
#pragma warning disable CA1031 // Whatever else comes breaks the contract; the order may have arrived, and that must be said.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.ContractBroken(logger, entry.Key, exception);
            result = new SubmitResult.OutcomeUnknown(order, JournalErrors.Broken(order.Intent.Account, exception));
        }

        return await WriteAsync(entry, order, result).ConfigureAwait(false);
    }

    private async Task<SubmitResult> WriteAsync(JournalEntry entry, PreparedOrder order, SubmitResult result)
    {
        switch (result)
        {
            case SubmitResult.Placed placed:
                await SettleAsync(entry, JournalState.Placed, stored => stored with { Orders = placed.Orders, Error = null }).ConfigureAwait(false);
                if (placed.Snapshot is { } shown) await seen.KeepAsync([shown with { ClientOrderId = shown.ClientOrderId ?? order.Intent.ClientOrderId }]).ConfigureAwait(false);
                return result;
            case SubmitResult.NeedsConfirmation question:
                await SettleAsync(entry, JournalState.AwaitingAnswer, stored => stored with { Order = question.Next with { Attempt = order.Attempt } })
                    .ConfigureAwait(false);
                return result;
            case SubmitResult.Rejected { Error.Effect: Effect.None } rejected:
                await SettleAsync(entry, QueueErrors.AfterRefusal(entry, rejected.Error), stored => stored with { Error = rejected.Error })
                    .ConfigureAwait(false);
                return result;
            case SubmitResult.Rejected doubtful:
                // A rejection that is not proven is none.
                OrderLog.ContractBroken(logger, entry.Key, exception: null);
                await UnknownAsync(entry, stored => stored with { Error = doubtful.Error }).ConfigureAwait(false);
                return new SubmitResult.OutcomeUnknown(order, doubtful.Error);
            case SubmitResult.OutcomeUnknown unknown:
                await UnknownAsync(entry, stored => stored with { Order = unknown.Order, Error = unknown.Cause }).ConfigureAwait(false);
                return result;
            default:
                throw new InvalidOperationException("The results of a submit are a closed set.");
        }
    }

    private async Task UnknownAsync(JournalEntry entry, Func<JournalEntry, JournalEntry> change)
    {
        OrderLog.Unknown(logger, entry.Key);
        if (await SettleAsync(entry, JournalState.Unknown, change).ConfigureAwait(false) is { } unknown) _ = resolver.FollowAsync(unknown);
    }

    // What the broker has answered is true whether or not it can be written down: without the line the order is looked for.
    private async Task<JournalEntry?> SettleAsync(JournalEntry entry, JournalState to, Func<JournalEntry, JournalEntry>? change)
    {
        try
        {
            return await book.SettleAsync(entry.Key, to, change).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            OrderLog.OutcomeNotWritten(logger, entry.Key, exception);
            // The store may be well again a moment later, and nobody else looks for what the journal calls Sending.
            if (exception is IOException && entry.State == JournalState.Sending) _ = resolver.FollowAsync(entry);
            return null;
        }
    }
}
