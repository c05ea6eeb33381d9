using System.Runtime.CompilerServices;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class TellsFillsTwice : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Tells a fill when it comes and once more, under another id, when the list shows it: who adds up executions owns double.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var told = 0L;
            await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            {
                if (!item.TryGetValue(out var change))
                {
                    yield return item;
                    continue;
                }

                yield return item with { Value = change with { Sequence = change.Sequence + told } };
                if (change is not { Cause: OrderCause.Fill, Execution: { } execution })
                    continue;
                var again = execution with { Id = $"{execution.Id}::list" };
                yield return item with { Value = change with { Sequence = change.Sequence + ++told, Execution = again } };
            }
        }
    }
}
