using System.Runtime.CompilerServices;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>E*TRADE pushes nothing: a stream is polling, and says so. States between two looks are skipped; fills are computed.</summary>
internal sealed class ETradeStreaming(ETradeConnection connection) : IStreaming
{
    public IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, ETradeAdapter.Broker, "Not part of this sketch."));

    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var known = new Dictionary<OrderId, Order>();
        var sequence = 0L;
        foreach (var order in await LookAsync(account!.Value, cancellationToken))
        {
            known[order.Ref.Order] = order;
            yield return Data(new OrderEvent(OrderCause.Seen, order, null, ++sequence));
        }
        yield return StreamItem.Of<OrderEvent>(StreamSignal.Resynced, isPolled: true);
        yield return StreamItem.Of<OrderEvent>(StreamSignal.Live, isPolled: true);
        while (true)
        {
            // A real adapter waits here on its clock.
            foreach (var order in await LookAsync(account.Value, cancellationToken))
            {
                var before = known.GetValueOrDefault(order.Ref.Order);
                known[order.Ref.Order] = order;
                if (before is null) yield return Data(new OrderEvent(OrderCause.Seen, order, null, ++sequence));
                else if (order.Filled > before.Filled) yield return Data(new OrderEvent(OrderCause.Fill, order, Derived(before, order), ++sequence));
                else if (order.State.Value != before.State.Value) yield return Data(new OrderEvent(OrderCause.Seen, order, null, ++sequence));
            }
            await Task.Yield();
        }
    }

    private Task<IReadOnlyList<Order>> LookAsync(AccountId account, CancellationToken cancellationToken) =>
        ((ETradeTrading)connection.Trading).ListAsync(account, cancellationToken);

    private static StreamItem<OrderEvent> Data(OrderEvent value) => StreamItem.Data(value, isPolled: true);

    /// <summary>From two cumulative readings: the price of the difference, and no id.</summary>
    private static Execution Derived(Order before, Order after)
    {
        var quantity = after.Filled - before.Filled;
        var paid = (after.AveragePrice ?? 0) * after.Filled - (before.AveragePrice ?? 0) * before.Filled;
        return new Execution { IsDerived = true, Quantity = quantity, Price = paid / quantity, CumulativeAfter = after.Filled };
    }
}
