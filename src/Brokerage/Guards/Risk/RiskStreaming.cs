using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>Lets what a stream tells of orders free what they held.</summary>
internal sealed class RiskStreaming(IStreaming inner, RiskTrading trading) : DelegatingStreaming(inner)
{
    public override async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in base.OrdersAsync(account, since, cancellationToken).ConfigureAwait(false))
        {
            if (item.Value is { } told) trading.See(told.Order);
            yield return item;
        }
    }
}
