using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class SendsWhatHasLapsed : BrokenAdapter
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override string Defect =>
        "Says until when what it prepared holds good, and sends it afterwards all the same: an order goes out on what the user was shown an hour ago.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<PreparedOrder> PrepareAsync(
            OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
        {
            var prepared = await Inner.PrepareAsync(intent, withPreview, cancellationToken);
            return prepared with { ExpiresAt = prepared.PreparedAt + Life };
        }

        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order with { ExpiresAt = null }, cancellationToken) switch
            {
                SubmitResult.OutcomeUnknown unknown => new SubmitResult.OutcomeUnknown(order, unknown.Cause),
                var other => other,
            };
    }
}
