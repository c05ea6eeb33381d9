using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ReadsATimeoutAsSuccess : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Calls an order placed when its answer was lost: the user relies on an order that may not exist.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order, cancellationToken) switch
            {
                SubmitResult.OutcomeUnknown => new SubmitResult.Placed(
                    [new OrderAck(OrderRole.Single, Order: null)], VerdictPending: true, [], Snapshot: null),
                var result => result,
            };
    }
}
