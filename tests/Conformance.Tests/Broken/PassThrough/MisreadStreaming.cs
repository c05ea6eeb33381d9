using System.Runtime.CompilerServices;

namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MisreadStreaming(IStreaming right, MisreadingAdapter how) : DelegatingStreaming(right)
{
    public override async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<Instrument> instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in Inner.QuotesAsync(instruments, cancellationToken))
            yield return item.TryGetValue(out var tick) ? item with { Value = how.Read(tick with { Instrument = how.Read(tick.Instrument) }) } : item;
    }

    public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in Inner.OrdersAsync(account, since, cancellationToken))
            yield return item.TryGetValue(out var change) ? item with { Value = Misread(change) } : item;
    }

    private OrderEvent Misread(OrderEvent change) => change with
    {
        Order = how.ReadTree(change.Order),
        Execution = change.Execution is { } execution ? how.Read(execution) : null,
    };
}
