using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class StartsWithoutASnapshot : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Tells only what happens from now on, and says Resynced all the same: orders that were working already are never seen.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var isLive = false;
            await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            {
                isLive |= item.Signal is StreamSignal.Resynced or StreamSignal.Live;
                if (isLive || item.Signal != StreamSignal.Data)
                    yield return item;
            }
        }
    }
}
