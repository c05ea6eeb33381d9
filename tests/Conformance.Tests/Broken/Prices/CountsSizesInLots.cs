using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class CountsSizesInLots : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows sizes in round lots of 100 as if they were shares: the market looks a hundred times thinner.";

    /// <inheritdoc/>
    protected internal override Quote Read(Quote quote) => quote.Instrument is Instrument.Equity
        ? quote with { BidSize = quote.BidSize / 100m, AskSize = quote.AskSize / 100m }
        : quote;
}
