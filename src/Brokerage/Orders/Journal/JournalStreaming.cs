using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>Lets what a stream tells settle wishes, and says whose wish each order came of.</summary>
internal sealed class JournalStreaming(IStreaming inner, JournalTrading trading) : DelegatingStreaming(inner)
{
    public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in base.OrdersAsync(account, since, cancellationToken).ConfigureAwait(false))
        {
            if (item.Value is not { } told)
            {
                yield return item;
                continue;
            }

            var order = await trading.JoinAsync(told.Order, cancellationToken).ConfigureAwait(false);
            yield return item with { Value = told with { Order = order } };
        }
    }
}
