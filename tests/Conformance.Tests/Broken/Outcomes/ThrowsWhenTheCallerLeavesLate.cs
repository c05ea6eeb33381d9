using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ThrowsWhenTheCallerLeavesLate : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Hands a cancellation on that comes after the order has left, as for any read: it means that nothing was sent, so the order is "
        + "placed again.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            var result = await Inner.SubmitAsync(order, cancellationToken);
            if (result is SubmitResult.OutcomeUnknown)
                cancellationToken.ThrowIfCancellationRequested();
            return result;
        }
    }
}
