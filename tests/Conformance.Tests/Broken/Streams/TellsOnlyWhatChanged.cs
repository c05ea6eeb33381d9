using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class TellsOnlyWhatChanged : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Hands on the broker's delta as if it were the order: quantity and price are missing from every event but the first.";

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
                yield return item.TryGetValue(out var change) && change.Cause != OrderCause.Seen
                    ? item with { Value = change with { Order = change.Order with { Quantity = null, Price = null, TimeInForce = null } } }
                    : item;
            }
        }
    }
}
