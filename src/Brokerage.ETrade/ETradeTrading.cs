using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<(ClientOrderId Id, int Attempt), bool> _submitted = new();
    private readonly ConcurrentDictionary<ClientOrderId, int> _sent = new();

    // A preview comes with every preparation: without its id nothing can be placed.
    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        _preparation.PrepareAsync(intent, id => _sent.GetValueOrDefault(id), cancellationToken);

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
        var attempt = (order.Intent.ClientOrderId, order.Attempt);
        if (!_submitted.TryAdd(attempt, true))
        {
            throw new ArgumentException("This attempt has been submitted before. Look for the order instead of sending it again.", nameof(order));
        }

        try
        {
            var result = await SendAsync(order, evidence, cancellationToken).ConfigureAwait(false);
            _sent.AddOrUpdate(order.Intent.ClientOrderId, 1, static (_, count) => count + 1);
            return result;
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Both prove that nothing has left, so the attempt is still to be had.
            _submitted.TryRemove(attempt, out _);
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
            var account = await session.AccountAsync(order.Account.Account, cancellationToken).ConfigureAwait(false);
            if (!long.TryParse(order.Order.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return new CancelResult.Refused(OrderMapping.Member(order.Order) is { } member
                    ? ETradeErrors.Refuse($"The order is a part of {member.Parent}, which can be cancelled as a whole alone.").Error
                    : ETradeErrors.NoSuchOrder(order.Order).Error);
            }

            var body = BrokerRequest.JsonBody(
                new CancelOrderBodyWire { CancelOrderRequest = new CancelOrderWire(id) }, ETradeJson.Default.CancelOrderBodyWire);
            var request = session.Request(
                "orders.cancel", OperationClass.Cancel, HttpMethod.Put, RequestPath.Of($"accounts/{account.Id.Value}/orders/cancel"), account.Id, body);
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
        var (listed, isWhole) = await orders.SinceAsync(account, order.PreparedAt, cancellationToken).ConfigureAwait(false);
        var candidates = listed.Where(candidate => OrderEvidence.Fits(evidence, candidate)).ToList();
        if (evidence.Target is not null && candidates.FindAll(candidate => candidate.Replaces is not null) is { Count: > 0 } named)
        {
            // Where E*TRADE names what was replaced, nothing else is in question.
            candidates = named;
        }

        return candidates switch
        {
            [var only] => new Sighting.Found(await ChainAsync(only, order.Intent, cancellationToken).ConfigureAwait(false))
            {
                VisibilityDelay = only.Replaces is null ? VisibilityDelay : TimeSpan.Zero,
            },
            [] => new Sighting.NotSeen(VisibilityDelay, ProvesAbsence: isWhole),
            _ => new Sighting.Ambiguous(candidates),
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

    // Taken by whatever words, unless it says that it was not.
    private async Task<CancelResult> CancelledAsync(OrderRef order, CancelWire? answer, CancellationToken cancellationToken) =>
        Messages.Error(answer?.Messages) is { } refusal
            ? await CancelFailedAsync(order, ETradeTradingAnswers.Error(refusal, order.Account), cancellationToken).ConfigureAwait(false)
            : new CancelResult.Requested();

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
