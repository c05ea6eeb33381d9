using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class ForgetsRatios : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends every leg of a combination once: a ratio spread loses the leg that covers it.";

    /// <inheritdoc/>
    protected override OrderLeg Send(OrderLeg leg) => leg with { Ratio = 1 };
}
