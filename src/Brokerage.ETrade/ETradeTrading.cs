using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// Orders: previewed in Prepare, placed in Submit. E*TRADE takes a client id and never shows it again, so an order whose answer was lost is
/// found by what was not there before and is the same in every term. "Not available" (code 100) is never read as "not placed".
/// </summary>
internal sealed class ETradeTrading(ETradeSession session, ETradeOrderReads orders) : ITrading
{
    // How long an order may take to be listed is not documented. Long, since a second order would be the price of a mistake.
    private static readonly TimeSpan VisibilityDelay = TimeSpan.FromSeconds(60);

    private readonly ETradePreparation _preparation = new(session, orders);
    private readonly SubmittedOrders _submitted = new(session.Clock);

    // A preview comes with every preparation: without its id nothing can be placed.
    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        _preparation.PrepareAsync(intent, _submitted.Sent, cancellationToken);

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ETradeGuards.RequireOwn(order.Intent.Account, session.Context.Connection, nameof(order));
        var evidence = OrderEvidence.Read(order);
        if (string.IsNullOrEmpty(order.WireId))
        {
            throw new ArgumentException("The order was not prepared by this adapter.", nameof(order));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!_submitted.TryAdd(order))
        {
            throw new ArgumentException("This attempt has been submitted before. Look for the order instead of sending it again.", nameof(order));
        }

        try
        {
            var result = await SendAsync(order, evidence, cancellationToken).ConfigureAwait(false);
            _submitted.Spend(order);
            if (result is SubmitResult.Rejected)
            {
                // Proven that there is no order: the wish may be prepared again, and sent as the same attempt.
                _submitted.Return(order);
            }
            else if (result is SubmitResult.Placed placed)
            {
                _submitted.Note(order.Intent, placed.Orders);
            }

            return result;
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Both prove that nothing has left, so the attempt is still to be had.
            _submitted.Return(order);
            throw;
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ETradeGuards.RequireOwn(order.Account, session.Context.Connection, nameof(order));
        try
        {
            ETradeGuards.RequireLiveSwitch(session.Context);
            var account = await KeyForCancelAsync(order.Account.Account, cancellationToken).ConfigureAwait(false);
            if (!long.TryParse(order.Order.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return new CancelResult.Refused(OrderMapping.Member(order.Order) is { } member
                    ? ETradeErrors.Refuse($"The order is a part of {member.Parent}, which can be cancelled as a whole alone.").Error
                    : ETradeErrors.NoSuchOrder(order.Order).Error);
            }

            var body = BrokerRequest.JsonBody(
                new CancelOrderBodyWire { CancelOrderRequest = new CancelOrderWire(id) }, ETradeJson.Default.CancelOrderBodyWire);
            var request = session.Request(
                "orders.cancel", OperationClass.Cancel, HttpMethod.Put, RequestPath.Of($"accounts/{account.Value}/orders/cancel"), account, body);
            using var reply = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return Answer.TryRead(reply, request, ETradeJson.Default.CancelAnswerWire, out var answer, out var error)
                ? await CancelledAsync(order, answer.CancelOrderResponse, cancellationToken).ConfigureAwait(false)
                : await CancelFailedAsync(order, error, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure)
        {
            return new CancelResult.Refused(failure.Error);
        }
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ETradeGuards.RequireOwn(order.Intent.Account, session.Context.Connection, nameof(order));
        var evidence = OrderEvidence.Read(order);
        var account = await session.AccountAsync(order.Intent.Account.Account, cancellationToken).ConfigureAwait(false);
        var list = await orders.SinceAsync(account, OrderEvidence.ListedSince(evidence, order), cancellationToken).ConfigureAwait(false);

        // What E*TRADE gave another wish of this process is nobody else's.
        var listed = list.Orders.Where(one => !_submitted.IsAnothers(one.Ref, order.Intent.ClientOrderId)).ToList();
        var candidates = await CandidatesAsync(account, evidence, listed.FindAll(one => OrderEvidence.Fits(evidence, order, one, session.Symbols)), cancellationToken).ConfigureAwait(false);
        var isClear = list.IsWhole && list.Unread.All(id => OrderEvidence.WasThere(evidence, id))
            && !listed.Exists(one => !candidates.Contains(one) && OrderEvidence.MayBe(evidence, one));

        return candidates switch
        {
            [var only] => new Sighting.Found(await ChainAsync(only, order.Intent, cancellationToken).ConfigureAwait(false))
            {
                VisibilityDelay = only.Replaces is null ? VisibilityDelay : TimeSpan.Zero,
                IsExhaustive = isClear,
            },
            [] => new Sighting.NotSeen(VisibilityDelay, ProvesAbsence: isClear),
            _ => new Sighting.Ambiguous(candidates) { VisibilityDelay = VisibilityDelay, IsExhaustive = isClear },
        };
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ETradeGuards.RequireOwn(order.Account, session.Context.Connection, nameof(order));
        return orders.ReadAsync(order.Account.Account, order.Order, cancellationToken);
    }

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        orders.OpenAsync(account, cancellationToken);

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return orders.HistoryAsync(query, cancellationToken);
    }

    private async Task<SubmitResult> SendAsync(PreparedOrder order, EvidenceWire evidence, CancellationToken cancellationToken)
    {
        BrokerRequest request;
        BrokerReply reply;
        try
        {
            ETradeGuards.RequireLiveSwitch(session.Context);
            var account = await session.AccountAsync(order.Intent.Account.Account, cancellationToken).ConfigureAwait(false);
            if (order.ExpiresAt <= session.Clock.GetUtcNow())
            {
                return new SubmitResult.Rejected(Expired(order));
            }

            request = PlaceRequest(order, evidence, account.Id);
            reply = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure)
        {
            // Thrown before anything left: by a guard, by the reading of the accounts, or by the signature.
            return new SubmitResult.Rejected(failure.Error with { Effect = Effect.None });
        }

        using (reply)
        {
            if (Answer.TryRead(reply, request, ETradeJson.Default.PlacedAnswerWire, out var answer, out var error))
            {
                return ETradeTradingAnswers.Placed(order, answer.PlaceOrderResponse);
            }

            return error.Effect == Effect.None
                ? new SubmitResult.Rejected(error with { Account = order.Intent.Account })
                : new SubmitResult.OutcomeUnknown(order, error);
        }
    }

    private BrokerRequest PlaceRequest(PreparedOrder order, EvidenceWire evidence, AccountId account)
    {
        var body = new PlaceOrderBodyWire
        {
            PlaceOrderRequest = new OrderRequestWire
            {
                OrderType = evidence.OrderType!,
                ClientOrderId = order.WireId!,
                PreviewIds = [.. evidence.Previews!.Select(id => new PreviewIdBodyWire(id))],
                Order = [evidence.Ticket!],
            },
        };
        var path = evidence.Target is { } target ? RequestPath.Of($"accounts/{account.Value}/orders/{target}/change/place")
            : RequestPath.Of($"accounts/{account.Value}/orders/place");
        return session.Request(
            evidence.Target is null ? "orders.place" : "orders.replace", OperationClass.Placement, evidence.Target is null ? HttpMethod.Post : HttpMethod.Put,
            path, account, BrokerRequest.JsonBody(body, ETradeJson.Default.PlaceOrderBodyWire));
    }

    // A change by its terms alone needs more: as long as the order whose place it takes is at work, it has not been carried out.
    private async Task<List<Order>> CandidatesAsync(KnownAccount account, EvidenceWire evidence, List<Order> fitting, CancellationToken cancellationToken)
    {
        if (evidence.Target is null || fitting.Count == 0)
        {
            return fitting;
        }

        if (fitting.FindAll(candidate => candidate.Replaces is not null) is { Count: > 0 } named)
        {
            // Where E*TRADE names what was replaced, nothing else is in question.
            return named;
        }

        var target = await orders.ReadAsync(account.Id, OrderId.Parse(evidence.Target), cancellationToken).ConfigureAwait(false);
        return target.State.Value is OrderState.Replaced or OrderState.Cancelled ? fitting : [];
    }

    // A cancel takes risk away: it goes out also while the list of accounts cannot be had, since an account's id is the very key.
    private async ValueTask<AccountId> KeyForCancelAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return (await session.AccountAsync(account, cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (BrokerageException failure) when (failure.Code is BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.Timeout
            or BrokerageErrorCode.ConnectionFailed or BrokerageErrorCode.RateLimited or BrokerageErrorCode.UnexpectedResponse)
        {
            return account;
        }
    }

    // Taken where it names the order, or says in its known words that it was; whatever else came with a 200 proves neither.
    private async Task<CancelResult> CancelledAsync(OrderRef order, CancelWire? answer, CancellationToken cancellationToken)
    {
        if (Messages.Error(answer?.Messages) is { } refusal)
        {
            return await CancelFailedAsync(order, ETradeTradingAnswers.Error(refusal, order.Account), cancellationToken).ConfigureAwait(false);
        }

        var isTaken = answer?.OrderId?.Trim() is { Length: > 0 } id
            ? string.Equals(id, order.Order.Value, StringComparison.Ordinal)
            : Messages.SayCancelling(answer?.Messages);
        return isTaken
            ? new CancelResult.Requested()
            : new CancelResult.OutcomeUnknown(ETradeErrors.Unreadable("something else than the cancel of the order").Error with { Effect = Effect.Unknown });
    }

    private async Task<CancelResult> CancelFailedAsync(OrderRef order, BrokerageError error, CancellationToken cancellationToken)
    {
        if (error.BrokerCode is ETradeErrors.CancelPending)
        {
            return new CancelResult.Requested();
        }

        if (error.Effect == Effect.Unknown)
        {
            return new CancelResult.OutcomeUnknown(error);
        }

        var isAboutTheOrder = error.Code is BrokerageErrorCode.OrderStateConflict or BrokerageErrorCode.OrderNotFound or BrokerageErrorCode.OrderRejected
            or BrokerageErrorCode.InvalidOrder;
        return isAboutTheOrder ? await AfterRefusalAsync(order, error, cancellationToken).ConfigureAwait(false) : new CancelResult.Refused(error);
    }

    // "Being executed or rejected" usually means filled: only a look tells.
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
        catch (Exception failure) when (failure is BrokerageException or OperationCanceledException or ObjectDisposedException)
        {
            return new CancelResult.Refused(refused);
        }
    }

    // For a change also the order whose place it takes.
    private async Task<IReadOnlyList<Order>> ChainAsync(Order found, OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent is not OrderIntent.Replace replace)
        {
            return [found];
        }

        try
        {
            return [found, await orders.ReadAsync(intent.Account.Account, replace.Target, cancellationToken).ConfigureAwait(false)];
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            return [found];
        }
    }

    private static BrokerageError Expired(PreparedOrder order) =>
        new(BrokerageErrorCode.PreparationExpired, ETradeAdapter.BrokerId, "The preview has lapsed before the order was sent: prepare it again.")
        {
            Account = order.Intent.Account,
        };
}
