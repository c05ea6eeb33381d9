using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class HidesPartlyFilledOrders : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Asks for orders in the state \"open\" and forgets that a partly filled one has a state of its own: the rest works unseen.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            var open = await Inner.GetOpenOrdersAsync(account, cancellationToken);
            return open with { Items = [.. open.Items.Where(order => order.State.Value != OrderState.PartiallyFilled)] };
        }
    }
}
