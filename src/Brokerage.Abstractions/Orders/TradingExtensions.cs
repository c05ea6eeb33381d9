namespace Brokerage;

/// <summary>Short ways through the one door.</summary>
public static class TradingExtensions
{
    /// <summary>Prepares and submits in one call. Without a journal in between, a crash in the middle leaves nothing to resolve by.</summary>
    /// <exception cref="BrokerageException">The order could not be prepared; nothing was sent.</exception>
    public static async Task<SubmitResult> PlaceAsync(this ITrading trading, OrderIntent intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var prepared = await trading.PrepareAsync(intent, withPreview: false, cancellationToken).ConfigureAwait(false);
        return await trading.SubmitAsync(prepared, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an order would cost. Creates nothing.</summary>
    /// <returns>Null where neither the broker nor the suite can tell.</returns>
    /// <exception cref="BrokerageException">The order could not be prepared.</exception>
    public static async Task<OrderPreview?> PreviewAsync(this ITrading trading, OrderIntent intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var prepared = await trading.PrepareAsync(intent, withPreview: true, cancellationToken).ConfigureAwait(false);
        return prepared.Preview;
    }

    /// <summary>
    /// Changes a working order: an intent like any other, through the same door, under an id that is new with every call. Where the call may
    /// be repeated, make the intent once (<see cref="OrderIntent.Modify(OrderRef, OrderChange)"/>) and place that.
    /// </summary>
    /// <exception cref="BrokerageException">The change could not be prepared; nothing was sent.</exception>
    public static Task<SubmitResult> ReplaceAsync(
        this ITrading trading, OrderRef order, OrderChange change, CancellationToken cancellationToken = default) =>
        trading.PlaceAsync(OrderIntent.Modify(order, change), cancellationToken);
}
