using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class SwapsBidAndAskOnTheStream : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Swaps bid and ask on the stream: whoever crosses the spread by it pays it twice.";

    /// <inheritdoc/>
    protected internal override QuoteTick Read(QuoteTick tick) =>
        tick with { Bid = tick.Ask, Ask = tick.Bid, BidSize = tick.AskSize, AskSize = tick.BidSize };
}
