using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class EndsTheHistoryWhereAPageFails : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads a page of the history that does not come as the end of it: what lies beyond was never ordered.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.GetOrderHistoryAsync(query, cancellationToken);
            }
            catch (BrokerageException failure) when (query.Cursor is not null && failure.Error.IsTransient)
            {
                return Page<Order>.Only([]);
            }
        }
    }
}
