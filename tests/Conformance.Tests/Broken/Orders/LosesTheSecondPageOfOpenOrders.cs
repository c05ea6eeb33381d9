using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class LosesTheSecondPageOfOpenOrders : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the first page of open orders, of 25 rows, and calls it all: the twenty-sixth is neither seen nor cancelled.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            var open = await Inner.GetOpenOrdersAsync(account, cancellationToken);
            return open with { Items = [.. open.Items.Take(25)] };
        }
    }
}
