using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class HidesWhatFailed : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Leaves out the instruments that have no quote and calls the answer complete: a cache drops what is still held.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override async Task<Snapshot<Quote>> GetQuotesAsync(
            IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
        {
            var answer = await Inner.GetQuotesAsync(instruments, cancellationToken);
            return Snapshot<Quote>.Complete(answer.Items, answer.AsOf);
        }
    }
}
