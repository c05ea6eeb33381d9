using System.Collections.Concurrent;

namespace Brokerage.Fit.Kit;

/// <summary>
/// The guards that no adapter may leave to a decorator: one submit per attempt, and no order to a live account without the switch.
/// A second submit throws: "rejected" would let a journal write down that nothing was placed.
/// </summary>
internal sealed class SubmitOnce(BrokerageConnectionContext context, BrokerId broker)
{
    private readonly ConcurrentDictionary<(ClientOrderId, int), bool> _begun = new();

    /// <summary>The refusal, or null when the order may go.</summary>
    public BrokerageError? Begin(PreparedOrder order)
    {
        if (context.Environment.Kind == EnvironmentKind.Live && !context.AllowLiveOrders)
        {
            return new BrokerageError(BrokerageErrorCode.LiveTradingNotAllowed, broker, "Live orders are not switched on for this connection.");
        }
        if (_begun.TryAdd((order.Intent.ClientOrderId, order.Attempt), true)) return null;
        throw new ArgumentException($"Attempt {order.Attempt} of {order.Intent.ClientOrderId} has been submitted already.", nameof(order));
    }
}
