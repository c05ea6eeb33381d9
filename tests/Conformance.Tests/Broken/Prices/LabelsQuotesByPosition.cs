using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class LabelsQuotesByPosition : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes the answers, which come by the alphabet, to be in the order of the question: the quote of one share stands under "
        + "another.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override async Task<Snapshot<Quote>> GetQuotesAsync(
            IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
        {
            var answer = await Inner.GetQuotesAsync(instruments, cancellationToken);
            var asked = instruments.Where(one => answer.Items.Any(quote => quote.Instrument == one)).ToList();
            var sorted = answer.Items.OrderBy(quote => quote.Instrument.ToString(), StringComparer.Ordinal).ToList();
            return sorted.Count == asked.Count
                ? answer with { Items = [.. sorted.Select((quote, index) => quote with { Instrument = asked[index] })] }
                : answer;
        }
    }
}
