using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class LosesTheExits : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends the entry of a bracket without its exits: the position stands unguarded while the user believes in his stop.";

    /// <inheritdoc/>
    protected override OrderPlan Send(OrderPlan plan) =>
        plan is OrderPlan.OneTriggers triggers ? new OrderPlan.Single(Send(triggers.First)) : base.Send(plan);
}
