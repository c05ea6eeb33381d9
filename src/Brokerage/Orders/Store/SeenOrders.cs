using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>Keeps what connections tell of orders, where the application has a store for it. A store that fails takes no reading with it.</summary>
internal sealed class SeenOrders(IOrderStore? store, ILogger logger)
{
    public async ValueTask KeepAsync(IReadOnlyList<Order> orders)
    {
        if (store is null || orders.Count == 0) return;
        try
        {
            await store.KeepAsync(orders, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is: the orders were read, and that is what was asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.NotKept(logger, orders[0].Ref.Account.Connection, exception);
        }
    }
}
