using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class SaysCancelledTooEarly : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Answers that an order is cancelled when the broker has only taken the wish: the user orders anew, and both fill.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            var result = await Inner.CancelAsync(order, cancellationToken);
            if (result is not CancelResult.Requested)
                return result;
            var read = await Inner.GetOrderAsync(order, cancellationToken);
            return new CancelResult.AlreadyFinal(read with { State = new Raw<OrderState>(OrderState.Cancelled, "canceled") });
        }
    }
}
