using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class ReplacesTriggersAsLimits : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends the new trigger of a stop as a limit: the stop stays where it was, or is no stop any more.";

    /// <inheritdoc/>
    protected override OrderChange Send(OrderChange change) =>
        change.Price is PriceTerms.Stop stop ? change with { Price = new PriceTerms.Limit(stop.Trigger) } : change;
}
