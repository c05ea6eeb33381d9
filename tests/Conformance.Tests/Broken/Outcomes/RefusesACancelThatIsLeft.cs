using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class RefusesACancelThatIsLeft : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Calls a cancel refused whose caller did not wait for the answer: he believes that the order is alive, and it is gone.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            await Inner.CancelAsync(order, cancellationToken) switch
            {
                CancelResult.OutcomeUnknown unknown when cancellationToken.IsCancellationRequested => new CancelResult.Refused(unknown.Cause),
                var result => result,
            };
    }
}
