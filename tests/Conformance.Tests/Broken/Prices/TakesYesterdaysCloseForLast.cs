using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class TakesYesterdaysCloseForLast : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows the close before today as the last trade: after a fall the user sees the old price.";

    /// <inheritdoc/>
    protected internal override Quote Read(Quote quote) => quote with { Last = quote.PreviousClose ?? quote.Last };
}
