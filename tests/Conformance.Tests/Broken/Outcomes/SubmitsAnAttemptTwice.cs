using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class SubmitsAnAttemptTwice : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends an attempt that was sent before once more, under another id: a caller that repeats by mistake has two orders.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.SubmitAsync(order, cancellationToken);
            }
            catch (ArgumentException)
            {
                var again = await Inner.PrepareAsync(order.Intent.AsNew(), withPreview: false, cancellationToken);
                return await Inner.SubmitAsync(again, cancellationToken);
            }
        }
    }
}
