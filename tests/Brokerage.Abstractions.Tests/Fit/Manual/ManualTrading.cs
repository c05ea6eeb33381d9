using System.Globalization;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Manual;

internal sealed class ManualTrading(ManualBook book, BrokerFeatures features, SubmitOnce once, TimeProvider clock) : ITrading
{
    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Rules.Demand(features, intent);
        _ = Rules.Single(intent, ManualAdapter.Broker);
        return Task.FromResult(new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            Evidence = "",
            PreparedAt = clock.GetUtcNow(),
            // Nobody else can tell what it will cost: our own estimate, and it says so.
            Preview = withPreview ? new OrderPreview { Source = Support.Emulated, Notices = [] } : null,
        });
    }

    public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (once.Begin(order) is { } refusal) return Task.FromResult<SubmitResult>(new SubmitResult.Rejected(refusal));
        var spec = Rules.Single(order.Intent, ManualAdapter.Broker);
        var id = OrderId.Parse((book.Orders.Count + 1).ToString(CultureInfo.InvariantCulture));
        var now = clock.GetUtcNow();
        book.Add(new Order
        {
            Ref = new OrderRef(order.Intent.Account, id),
            ClientOrderId = order.Intent.ClientOrderId,
            State = new Raw<OrderState>(OrderState.Working),
            Shape = new Raw<OrderShape>(OrderShape.Single),
            Role = OrderRole.Single,
            Legs = [new OrderLegState { Leg = spec.Legs[0], Filled = 0, Quantity = ((OrderQuantity.Units)spec.Quantity).Value }],
            Quantity = spec.Quantity,
            Filled = 0,
            Price = spec.Price,
            TimeInForce = spec.TimeInForce,
            SubmittedAt = now,
            AsOf = new AsOf(now, null),
        });
        return Task.FromResult<SubmitResult>(new SubmitResult.Placed([new OrderAck(OrderRole.Single, id)], VerdictPending: false, [], book.Orders[^1]));
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var found = book.Orders.First(known => known.Ref.Order == order.Order);
        if (found.IsFinal) return Task.FromResult<CancelResult>(new CancelResult.AlreadyFinal(found));
        book.Change(order.Order, before => before with { State = new Raw<OrderState>(OrderState.Cancelled), ClosedAt = clock.GetUtcNow() });
        return Task.FromResult<CancelResult>(new CancelResult.Requested());
    }

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var found = book.Orders.Where(known => known.ClientOrderId == order.Intent.ClientOrderId).ToList();
        return Task.FromResult<Sighting>(found.Count == 0 ? new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true) : new Sighting.Found(found));
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => book.Orders.FirstOrDefault(known => known.Ref.Order == order.Order) is { } found
        ? Task.FromResult(found)
        : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.OrderNotFound, ManualAdapter.Broker, "No such order was entered."));

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Task.FromResult(Snapshot<Order>.Complete([.. book.Orders.Where(order => !order.IsFinal)], new AsOf(clock.GetUtcNow(), null)));

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(Page<Order>.Only([.. Enumerable.Reverse(book.Orders)]));
}
