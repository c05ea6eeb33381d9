using Brokerage.Exchange;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>Orders. The exchange keeps our client ids, so an order is found again by its id alone.</summary>
internal sealed class MockTrading(MockSession session) : ITrading
{
    private readonly MockPreparation _preparation = new(session);
    private readonly MockSubmission _submission = new(session);
    private readonly MockOrderReads _orders = new(session);

    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        _preparation.PrepareAsync(intent, withPreview, cancellationToken);

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        _preparation.Require(order);
        var attempt = (order.Intent.ClientOrderId, order.Attempt);
        if (!session.World.Submitted.TryAdd(attempt, true))
            throw new ArgumentException("This attempt has been submitted before. Look for the order instead of sending it again.", nameof(order));

        try
        {
            await session.TravelAsync(cancellationToken).ConfigureAwait(false);
            return await _submission.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Both prove that nothing has left, so the attempt is still to be had.
            session.World.Submitted.TryRemove(attempt, out _);
            throw;
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var account = session.Account(order.Account);
        await session.TravelAsync(cancellationToken).ConfigureAwait(false);
        if (session.Refusal() is { } refusal)
            return new CancelResult.Refused(refusal with { Account = order.Account });

        CancelReceipt receipt;
        try
        {
            receipt = await session.World.Line.CancelAsync(account.Id, order.Order, cancellationToken).ConfigureAwait(false);
        }
        catch (ExchangeLineException)
        {
            return new CancelResult.OutcomeUnknown(MockErrors.Lost());
        }

        return receipt switch
        {
            { IsAccepted: true } or { Order.State: OrderState.PendingCancel } => new CancelResult.Requested(),
            { Order.IsFinal: true } => new CancelResult.AlreadyFinal(_orders.Tree(order)!),
            _ => new CancelResult.Refused(MockErrors.Of(receipt.Rejection!, order.Account)),
        };
    }

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        _preparation.Require(order);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var chain = _orders.Chain(order.Intent.Account, order.WireId!);
        return chain.Count == 0 ? new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true) : new Sighting.Found(chain);
    }

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        session.Require(order.Account);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        session.Account(order.Account.Account);
        return _orders.Tree(order) ?? throw MockErrors.NotFound(order);
    }

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        return session.World.Options.Faults.ToSnapshot(_orders.Open(session.Account(account).Id), session.Now);
    }

    public async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var account = session.Account(query.Account);
        var filter = new OrderFilter { From = query.From, To = query.To, RootsOnly = true };
        var (rows, next) = Paging.Newest(session.Exchange.GetOrders(account.Id, filter), order => order.Number, query.Cursor);
        return session.World.Options.Faults.ToPage<Order>([.. rows.Select(order => _orders.Tree(new OrderRef(session.Ref(account.Id), order.Id))!)], next);
    }
}
