using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class DropsFillsOfOneInstant : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes fills that bear the same time for one fill told twice: an order that fills in two parts at once is never complete.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var last = new Dictionary<OrderRef, DateTimeOffset?>();
            await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            {
                if (item.TryGetValue(out var change) && change.Execution is { } execution)
                {
                    if (last.TryGetValue(change.Order.Ref, out var before) && execution.Time <= before)
                        continue;
                    last[change.Order.Ref] = execution.Time;
                }

                yield return item;
            }
        }
    }
}
