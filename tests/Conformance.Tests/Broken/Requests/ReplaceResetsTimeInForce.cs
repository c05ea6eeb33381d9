using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class ReplaceResetsTimeInForce : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Replaces with a full ticket whose time in force is Day unless the change names one: the order ends at the close.";

    /// <inheritdoc/>
    protected override OrderChange Send(OrderChange change) =>
        base.Send(change) with { TimeInForce = change.TimeInForce ?? TimeInForce.Day };
}
