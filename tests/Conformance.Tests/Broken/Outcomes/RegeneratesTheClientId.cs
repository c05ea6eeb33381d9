using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class RegeneratesTheClientId : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Makes a client order id when it sends, not when it prepares: a lost answer can never be found again.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            var fresh = await Inner.PrepareAsync(order.Intent.AsNew(), withPreview: false, cancellationToken);
            var result = await Inner.SubmitAsync(fresh, cancellationToken);
            return result is SubmitResult.OutcomeUnknown unknown ? new SubmitResult.OutcomeUnknown(order, unknown.Cause) : result;
        }
    }
}
