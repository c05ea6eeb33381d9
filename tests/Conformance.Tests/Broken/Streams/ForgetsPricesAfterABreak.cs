using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class ForgetsPricesAfterABreak : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Connects again after a line of prices broke and does not ask for them again: the last price before the break stays for ever.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
            IReadOnlyCollection<Instrument> instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var isForgotten = false;
            await foreach (var item in Inner.QuotesAsync(instruments, cancellationToken))
            {
                isForgotten |= item.Signal == StreamSignal.Gap;
                if (!isForgotten || item.Signal != StreamSignal.Data)
                    yield return item;
            }
        }
    }
}
