using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class KeepsTheOldIdAfterAReplace : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Answers a replacement with the id of the order that it replaced: the next cancel goes to an order that is no more.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.SubmitAsync(order, cancellationToken) switch
            {
                SubmitResult.Placed placed when order.Intent is OrderIntent.Replace replace => placed with
                {
                    Orders = [.. placed.Orders.Select(ack => ack with { Order = replace.Target })],
                    Snapshot = placed.Snapshot is { } snapshot ? snapshot with { Ref = snapshot.Ref with { Order = replace.Target } } : null,
                },
                var result => result,
            };
    }
}
