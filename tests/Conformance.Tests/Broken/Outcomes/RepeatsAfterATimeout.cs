using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class RepeatsAfterATimeout : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends an order once more, under a fresh id, when the answer does not come: the user owns twice what he wanted.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            var result = await Inner.SubmitAsync(order, cancellationToken);
            if (result is not SubmitResult.OutcomeUnknown)
                return result;
            var again = await Inner.PrepareAsync(order.Intent.AsNew(), withPreview: false, cancellationToken);
            return await Inner.SubmitAsync(again, cancellationToken);
        }
    }
}
