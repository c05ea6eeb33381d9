using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class NeverNoticesSilence : BrokenAdapter
{
    // Whoever is cut comes back sooner; only who waited for a sign of life was away for longer.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override string Defect =>
        "Comes back after a line that broke, and waits for ever on one that stands and says nothing: the fill is never told.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            {
                if (item.Signal == StreamSignal.Gap && item.GapTo - item.GapFrom >= Silence)
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                yield return item;
            }
        }
    }
}
