using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SwapsSides : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends a purchase as a sale and a sale as a purchase: the user doubles what he wanted to be rid of.";

    /// <inheritdoc/>
    protected override OrderLeg Send(OrderLeg leg) => leg with { Side = leg.Side == Side.Buy ? Side.Sell : Side.Buy };
}
