using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Mapping;

/// <summary>An event of the trading stream: the whole order, why it changed, and the execution where there is one.</summary>
internal static class UpdateMapping
{
    public static OrderUpdate ToUpdate(TradingFrameDataWire wire, AccountRef account, Currency currency, AsOf asOf)
    {
        var order = OrderMapping.ToOrder(wire.Order!, account, currency, asOf);
        var cause = Cause(wire.Event);
        return new OrderUpdate(order, cause, cause == OrderCause.Fill ? ToExecution(wire, order) : null);
    }

    private static OrderCause Cause(string? word) => word switch
    {
        "accepted" or "pending_new" => OrderCause.Acknowledged,
        "new" => OrderCause.Activated,
        "fill" or "partial_fill" => OrderCause.Fill,
        "pending_cancel" => OrderCause.CancelRequested,
        "order_cancel_rejected" => OrderCause.CancelRefused,
        "canceled" => OrderCause.Cancelled,
        "pending_replace" => OrderCause.ReplaceRequested,
        "order_replace_rejected" => OrderCause.ReplaceRefused,
        "replaced" => OrderCause.Replaced,
        "expired" => OrderCause.Expired,
        "rejected" => OrderCause.Rejected,
        "suspended" or "done_for_day" => OrderCause.Suspended,
        _ => OrderCause.Seen,
    };

    // Price and quantity are this execution's; of several legs the event does not say which one it was.
    private static Execution? ToExecution(TradingFrameDataWire wire, Order order) =>
        order.Legs.Count == 1 && wire is { Qty: { } quantity, Price: { } price }
            ? new Execution
            {
                Id = string.IsNullOrEmpty(wire.ExecutionId) ? null : wire.ExecutionId,
                Quantity = decimal.Abs(quantity),
                Price = price,
                CumulativeAfter = order.Filled,
                Time = wire.Timestamp,
            }
            : null;
}
