using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class HidesGaps : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Comes back after a broken line as if nothing had happened: the fill in between is lost, and nothing says so.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var isBroken = false;
            await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            {
                if (item.Signal is StreamSignal.Gap or StreamSignal.Connecting)
                {
                    isBroken |= item.Signal == StreamSignal.Gap;
                    continue;
                }

                if (isBroken)
                {
                    isBroken = item.Signal != StreamSignal.Data;
                    continue;
                }

                yield return item;
            }
        }
    }
}
