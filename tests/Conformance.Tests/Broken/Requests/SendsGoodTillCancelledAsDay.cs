using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SendsGoodTillCancelledAsDay : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends an order that is good till cancelled as a day order: the user sleeps on a stop that is gone at the close.";

    /// <inheritdoc/>
    protected override TimeInForce Send(TimeInForce time) =>
        time.Kind == TimeInForceKind.GoodTillCancelled ? TimeInForce.Day : time;
}
