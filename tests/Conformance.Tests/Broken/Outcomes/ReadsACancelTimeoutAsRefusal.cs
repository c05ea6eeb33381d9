using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ReadsACancelTimeoutAsRefusal : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Calls a cancel refused when its answer was lost: the user believes that his order still works, and hedges it.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            await Inner.CancelAsync(order, cancellationToken) switch
            {
                CancelResult.OutcomeUnknown unknown => new CancelResult.Refused(unknown.Cause with { Effect = Effect.None }),
                var result => result,
            };
    }
}
