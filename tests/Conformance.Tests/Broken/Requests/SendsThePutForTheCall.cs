using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SendsThePutForTheCall : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes the letter of a call for that of a put when it spells an option: the user buys the opposite bet.";

    /// <inheritdoc/>
    protected override OrderLeg Send(OrderLeg leg) =>
        leg.Instrument is Instrument.Option option ? leg with { Instrument = option with { IsCall = !option.IsCall } } : leg;
}
