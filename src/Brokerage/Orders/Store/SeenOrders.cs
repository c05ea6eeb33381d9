using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// Keeps what a connection tells of orders, where the application has a store for it and until its user ends the connection. A store that fails takes
/// no reading with it.
/// </summary>
internal sealed class SeenOrders(ConnectionId connection, IOrderStore? store, EndedConnections ended, ILogger logger)
{
    public async ValueTask KeepAsync(IReadOnlyList<Order> orders)
    {
        if (store is null || orders.Count == 0 || ended.Contains(connection)) return;
        try
        {
            await store.KeepAsync(orders, CancellationToken.None).ConfigureAwait(false);
            // Ended while they were stored: whoever forgets its orders may have been faster.
            if (ended.Contains(connection)) await store.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is: the orders were read, and that is what was asked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.NotKept(logger, connection, exception);
        }
    }
}
