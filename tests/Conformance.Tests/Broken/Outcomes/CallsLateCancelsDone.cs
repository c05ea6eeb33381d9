using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class CallsLateCancelsDone : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Answers the cancel of an order that is filled as if it had been taken: the user believes that he owns nothing.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            await Inner.CancelAsync(order, cancellationToken) switch
            {
                CancelResult.AlreadyFinal { Order.State.Value: OrderState.Filled } => new CancelResult.Requested(),
                var result => result,
            };
    }
}
