using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ReadsATimeoutAsRejection : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Calls an order rejected when its answer was lost: the user places it again and has it twice.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order, cancellationToken) switch
            {
                SubmitResult.OutcomeUnknown unknown => new SubmitResult.Rejected(
                    unknown.Cause with { Effect = Effect.None, IsTransient = true, Recovery = RecoveryAction.Retry }),
                var result => result,
            };
    }
}
