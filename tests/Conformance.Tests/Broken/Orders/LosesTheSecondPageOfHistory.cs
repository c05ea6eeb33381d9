using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class LosesTheSecondPageOfHistory : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the first page of past orders, of 25 rows, and names no next one: older orders never happened.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
        {
            var page = await Inner.GetOrderHistoryAsync(query, cancellationToken);
            return page with { Items = [.. page.Items.Take(25)], Next = null };
        }
    }
}
