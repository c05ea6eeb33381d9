using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class CancelsEverything : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Cancels every open order of the account instead of the one that was named: stops of other positions are gone.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            var result = await Inner.CancelAsync(order, cancellationToken);
            if (result is CancelResult.Requested)
            {
                foreach (var other in (await Inner.GetOpenOrdersAsync(order.Account.Account, cancellationToken)).Items)
                    await Inner.CancelAsync(other.Ref, cancellationToken);
            }

            return result;
        }
    }
}
