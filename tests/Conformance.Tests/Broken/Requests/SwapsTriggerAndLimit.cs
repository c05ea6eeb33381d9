using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SwapsTriggerAndLimit : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends the trigger of a stop-limit order as its limit and the limit as its trigger: the stop guards at another price.";

    /// <inheritdoc/>
    protected override PriceTerms Send(PriceTerms price) =>
        price is PriceTerms.StopLimit stop ? stop with { Trigger = stop.Price, Price = stop.Trigger } : price;
}
