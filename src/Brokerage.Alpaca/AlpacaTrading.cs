using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// Orders. Alpaca gives our client id back, so an order is found again by it alone; it refuses a second order with the same id, so even a
/// request that was sent twice places one order.
/// </summary>
internal sealed class AlpacaTrading(AlpacaSession session, AlpacaInstruments instruments) : ITrading
{
    // How long an order may take to be seen by its id is not documented; it was there at once wherever it was measured.
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(5);

    private readonly AlpacaPreparation _preparation = new(session, instruments);
    private readonly AlpacaOrderReads _orders = new(session);
    private readonly SubmittedAttempts _submitted = new(session.Clock);

    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        _preparation.PrepareAsync(intent, withPreview, _orders, cancellationToken);

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        AlpacaPreparation.Require(order, session.Context.Connection);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_submitted.TryAdd(order))
        {
            throw new ArgumentException("This attempt has been submitted before. Look for the order instead of sending it again.", nameof(order));
        }

        try
        {
            return await SendAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Both prove that nothing has left, so the attempt is still to be had.
            _submitted.Remove(order);
            throw;
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        AlpacaPreparation.Require(order, session.Context.Connection);
        try
        {
            await session.AccountAsync(order.Account.Account, cancellationToken).ConfigureAwait(false);
            using var reply = await session.SendAsync(CancelRequest(order), cancellationToken).ConfigureAwait(false);
            return reply.Error switch
            {
                null => new CancelResult.Requested(),
                { Effect: Effect.Unknown } open => new CancelResult.OutcomeUnknown(open),
                { Code: BrokerageErrorCode.OrderStateConflict or BrokerageErrorCode.OrderNotFound or BrokerageErrorCode.InvalidOrder } refused =>
                    await AfterRefusalAsync(order, refused, cancellationToken).ConfigureAwait(false),
                var refused => new CancelResult.Refused(refused),
            };
        }
        catch (BrokerageException failure)
        {
            return new CancelResult.Refused(failure.Error);
        }
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        AlpacaPreparation.Require(order, session.Context.Connection);
        var account = await session.AccountAsync(order.Intent.Account.Account, cancellationToken).ConfigureAwait(false);
        try
        {
            var (wire, asOf) = await _orders.ByWireIdAsync(order.WireId!, cancellationToken).ConfigureAwait(false);
            var found = OrderMapping.ToOrder(wire, account.Ref, account.BaseCurrency, asOf);
            return new Sighting.Found(await _orders.ChainAsync(found, order.Intent, cancellationToken).ConfigureAwait(false));
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            // Only Alpaca's own words prove an absence; a 404 without them may come from something in between.
            return new Sighting.NotSeen(VisibilityDelay, ProvesAbsence: string.Equals(failure.Error.BrokerCode, AlpacaErrors.NotFoundCode, StringComparison.Ordinal));
        }
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        AlpacaPreparation.Require(order, session.Context.Connection);
        return _orders.ReadAsync(order.Account.Account, order.Order, cancellationToken);
    }

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        _orders.OpenAsync(account, cancellationToken);

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _orders.HistoryAsync(query, cancellationToken);
    }

    private async Task<SubmitResult> SendAsync(PreparedOrder order, CancellationToken cancellationToken)
    {
        AlpacaOutgoingOrder outgoing;
        BrokerReply reply;
        Account account;
        try
        {
            AlpacaGuards.RequireLiveSwitch(session.Context);
            account = await session.AccountAsync(order.Intent.Account.Account, cancellationToken).ConfigureAwait(false);
            outgoing = AlpacaOutgoingOrder.From(order, account.Ref.Account);
            reply = await session.SendAsync(outgoing.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure)
        {
            // Thrown before anything left: by a guard, by the reading of the account, or by the signature.
            return new SubmitResult.Rejected(failure.Error with { Effect = Effect.None });
        }

        using (reply)
        {
            if (reply.TryRead(AlpacaJson.Default.OrderWire, out var wire, out var error))
            {
                return Placed(order, wire, account, new AsOf(reply.Response!.ReceivedAt), []);
            }

            return error switch
            {
                { Code: BrokerageErrorCode.DuplicateOrder } => await AdoptAsync(order, outgoing, account, error, cancellationToken).ConfigureAwait(false),
                { Code: BrokerageErrorCode.OrderStateConflict } when order.Intent is OrderIntent.Replace change =>
                    await AfterConflictAsync(order, outgoing, change.Target, account, error, cancellationToken).ConfigureAwait(false),
                { Effect: Effect.None } => new SubmitResult.Rejected(outgoing.Explain(error)),
                _ => new SubmitResult.OutcomeUnknown(order, error),
            };
        }
    }

    private static SubmitResult Placed(PreparedOrder order, OrderWire wire, Account account, AsOf asOf, IReadOnlyList<Notice> notices)
    {
        try
        {
            var snapshot = OrderMapping.ToOrder(wire, account.Ref, account.BaseCurrency, asOf);
            List<OrderAck> rows = [new(snapshot.Role, snapshot.Ref.Order)];
            rows.AddRange(snapshot.Children.Select(child => new OrderAck(child.Role, child.Ref.Order)));
            // A market order may be filled in the same millisecond; whatever is only received may still be rejected.
            var isOpen = snapshot.State.Value is OrderState.Received or OrderState.Held or OrderState.PendingReplace or OrderState.Unknown;
            return new SubmitResult.Placed(rows, VerdictPending: isOpen, notices, snapshot);
        }
        catch (BrokerageException unreadable)
        {
            return new SubmitResult.OutcomeUnknown(order, unreadable.Error with { Effect = Effect.Unknown, Recovery = RecoveryAction.LookUpOrder });
        }
    }

    // The id is taken: by our own earlier request, or by somebody else's order under our id. Only a look tells.
    private async Task<SubmitResult> AdoptAsync(
        PreparedOrder order, AlpacaOutgoingOrder outgoing, Account account, BrokerageError duplicate, CancellationToken cancellationToken)
    {
        try
        {
            var (wire, asOf) = await _orders.ByWireIdAsync(order.WireId!, cancellationToken).ConfigureAwait(false);
            return outgoing.IsSame(wire) switch
            {
                true => Placed(order, wire, account, asOf, [new Notice(NoticeSeverity.Info, duplicate.BrokerCode, "Alpaca had this order already; it was taken over.")]),
                false => new SubmitResult.Rejected(duplicate with
                {
                    Code = BrokerageErrorCode.IdempotencyConflict,
                    Message = "Another order carries this client order id at Alpaca.",
                    Recovery = RecoveryAction.FixRequest,
                }),
                null => new SubmitResult.OutcomeUnknown(order, duplicate with { Effect = Effect.Unknown }),
            };
        }
        catch (Exception failure) when (failure is BrokerageException or OperationCanceledException or ObjectDisposedException)
        {
            return new SubmitResult.OutcomeUnknown(order, duplicate with { Effect = Effect.Unknown });
        }
    }

    // What cannot be replaced any more may have been replaced by this very request, if something on the way has sent it twice. That the new order is not
    // seen proves nothing so soon; that the old one was filled to its end does, since nothing was left to replace.
    private async Task<SubmitResult> AfterConflictAsync(
        PreparedOrder order, AlpacaOutgoingOrder outgoing, OrderId target, Account account, BrokerageError conflict, CancellationToken cancellationToken)
    {
        var open = new SubmitResult.OutcomeUnknown(order, conflict with { Effect = Effect.Unknown });
        try
        {
            var (wire, asOf) = await _orders.ByWireIdAsync(order.WireId!, cancellationToken).ConfigureAwait(false);
            return outgoing.IsSame(wire) is true
                ? Placed(order, wire, account, asOf, [new Notice(NoticeSeverity.Info, conflict.BrokerCode, "Alpaca had made this change already; it was taken over.")])
                : open;
        }
        catch (BrokerageException failure) when (failure.Error is { Code: BrokerageErrorCode.OrderNotFound, BrokerCode: AlpacaErrors.NotFoundCode })
        {
            return await IsFilledAsync(account, target, cancellationToken).ConfigureAwait(false) ? new SubmitResult.Rejected(conflict) : open;
        }
        catch (Exception failure) when (failure is BrokerageException or OperationCanceledException or ObjectDisposedException)
        {
            return open;
        }
    }

    private async Task<bool> IsFilledAsync(Account account, OrderId order, CancellationToken cancellationToken)
    {
        try
        {
            return (await _orders.ReadAsync(account.Ref.Account, order, cancellationToken).ConfigureAwait(false)).State.Value == OrderState.Filled;
        }
        catch (Exception failure) when (failure is BrokerageException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task<CancelResult> AfterRefusalAsync(OrderRef order, BrokerageError refused, CancellationToken cancellationToken)
    {
        try
        {
            var now = await GetOrderAsync(order, cancellationToken).ConfigureAwait(false);
            return now.State.Value switch
            {
                OrderState.PendingCancel => new CancelResult.Requested(),
                _ when now.IsFinal => new CancelResult.AlreadyFinal(now),
                _ => new CancelResult.Refused(refused),
            };
        }
        catch (Exception failure) when (failure is BrokerageException or OperationCanceledException)
        {
            return new CancelResult.Refused(refused);
        }
    }

    private static BrokerRequest CancelRequest(OrderRef order) => new()
    {
        Operation = "orders.cancel",
        Class = OperationClass.Cancel,
        Purpose = EndpointPurpose.Trading,
        Method = HttpMethod.Delete,
        Path = RequestPath.Of($"v2/orders/{order.Order.Value}"),
        RateClass = AlpacaSession.TradingRate,
        Account = order.Account.Account,
    };
}
