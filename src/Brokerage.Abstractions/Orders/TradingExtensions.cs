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

    /// <summary>
    /// Asks to cancel every open order of an account, one after the other, each with its own answer. A plan is cancelled by its parent. Orders
    /// that come meanwhile are not among them: whoever wants none left asks again.
    /// </summary>
    /// <returns>
    /// What became of each wish, in the order in which the broker lists the orders. Not complete where the list of open orders was not, or
    /// where an order has no id to cancel it by.
    /// </returns>
    /// <exception cref="BrokerageException">The open orders could not be read; nothing was cancelled.</exception>
    public static async Task<Snapshot<OrderCancel>> CancelAllAsync(this ITrading trading, AccountId account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trading);
        var open = await trading.GetOpenOrdersAsync(account, cancellationToken).ConfigureAwait(false);
        var listed = open.Items.Select(order => order.Ref.Order).ToHashSet();
        var asked = new List<OrderCancel>(open.Items.Count);
        var isComplete = open.IsComplete;
        foreach (var order in open.Items.Where(order => order.Parent is not { } parent || !listed.Contains(parent)))
        {
            if (order.IsAddressable)
            {
                asked.Add(new OrderCancel(order.Ref, await trading.CancelAsync(order.Ref, cancellationToken).ConfigureAwait(false)));
            }
            else
            {
                isComplete = false;
            }
        }

        return new Snapshot<OrderCancel>(asked, isComplete, open.Failures, open.AsOf);
    }
}
