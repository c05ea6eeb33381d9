using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ThrowsOnATimeout : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Throws when the answer to an order is lost, as for any read: the caller treats it as not sent, and nobody looks for the "
        + "order.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order, cancellationToken) switch
            {
                SubmitResult.OutcomeUnknown unknown => throw new BrokerageException(unknown.Cause),
                var result => result,
            };
    }
}
