using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SwapsTriggerAndLimitInAChange : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Changes a stop-limit order to a trigger at its new limit and a limit at its new trigger, though it places them rightly: a stop that is "
        + "moved guards at another price.";

    /// <inheritdoc/>
    protected override OrderChange Send(OrderChange change) =>
        change.Price is PriceTerms.StopLimit stop ? change with { Price = stop with { Trigger = stop.Price, Price = stop.Trigger } } : change;
}
