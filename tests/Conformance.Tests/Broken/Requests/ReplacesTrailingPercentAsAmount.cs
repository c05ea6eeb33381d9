using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class ReplacesTrailingPercentAsAmount : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Changes a trail in percent as if its fraction were the amount: a stop that is to follow at four percent follows at four cents.";

    /// <inheritdoc/>
    protected override OrderChange Send(OrderChange change) =>
        change.Price is PriceTerms.Trailing { InPercent: true } trail ? change with { Price = trail with { InPercent = false } } : change;
}
