using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ReadsARejectionAsUnknown : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Keeps every refusal of an order in doubt: the user waits for an order that the broker has refused, and the account stays "
        + "blocked.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order, cancellationToken) switch
            {
                SubmitResult.Rejected rejected => new SubmitResult.OutcomeUnknown(order, rejected.Error),
                var result => result,
            };
    }
}
