namespace Brokerage;

/// <summary>Orders, measured.</summary>
internal sealed class TelemetryTrading(ITrading inner, CallMeters meters) : DelegatingTrading(inner)
{
    public override Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.prepare", (Inner, intent, withPreview, cancellationToken),
            static call => call.Inner.PrepareAsync(call.intent, call.withPreview, call.cancellationToken));

    public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            order.Intent is OrderIntent.Replace ? "orders.replace" : "orders.submit", (Inner, order, cancellationToken),
            static call => call.Inner.SubmitAsync(call.order, call.cancellationToken));

    public override Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.cancel", (Inner, order, cancellationToken),
            static call => call.Inner.CancelAsync(call.order, call.cancellationToken));

    public override Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.find", (Inner, order, cancellationToken),
            static call => call.Inner.FindAsync(call.order, call.cancellationToken));

    public override Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.get", (Inner, order, cancellationToken),
            static call => call.Inner.GetOrderAsync(call.order, call.cancellationToken));

    public override Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.open", (Inner, account, cancellationToken),
            static call => call.Inner.GetOpenOrdersAsync(call.account, call.cancellationToken));

    public override Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "orders.history", (Inner, query, cancellationToken),
            static call => call.Inner.GetOrderHistoryAsync(call.query, call.cancellationToken));
}
