using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class ShowsOnlyTheFirstStrikes : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the first page of an option chain, of ten lines, and calls it the chain: most strikes cannot be found.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override async Task<Snapshot<OptionQuote>> GetOptionChainAsync(
            Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
        {
            var chain = await Inner.GetOptionChainAsync(underlying, expires, strikesAround, cancellationToken);
            return chain with { Items = [.. chain.Items.Take(10)] };
        }
    }
}
