using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class DropsExtendedHours : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Forgets the sessions that an order is for: what should trade after the close waits until the next morning.";

    /// <inheritdoc/>
    protected override OrderSpec Send(OrderSpec spec) => base.Send(spec) with { Sessions = Sessions.Regular };
}
