using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class LosesTheTrigger : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends a stop-limit order as a plain limit order: what should wait for a fall is sold at once.";

    /// <inheritdoc/>
    protected override PriceTerms Send(PriceTerms price) =>
        price is PriceTerms.StopLimit stop ? new PriceTerms.Limit(stop.Price) : price;
}
