using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SendsTrailingPercentAsAmount : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends a trailing distance in percent as an amount of money: 5 % become five cents, and the stop goes off at once.";

    /// <inheritdoc/>
    protected override PriceTerms Send(PriceTerms price) =>
        price is PriceTerms.Trailing { InPercent: true } trailing ? trailing with { InPercent = false } : price;
}
