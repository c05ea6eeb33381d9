using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class KeepsTheFirstQuote : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Caches the first quote of an instrument and shows it as if it had just come: the user trades at a price of this morning.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        private readonly ConcurrentDictionary<Instrument, Quote> _first = new();

        public override async Task<Snapshot<Quote>> GetQuotesAsync(
            IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
        {
            var now = await Inner.GetQuotesAsync(instruments, cancellationToken);
            return now with { Items = [.. now.Items.Select(quote => _first.GetOrAdd(quote.Instrument, quote) with { AsOf = quote.AsOf })] };
        }
    }
}
