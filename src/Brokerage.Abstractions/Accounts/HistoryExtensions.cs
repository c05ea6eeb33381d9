using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>History as a stream, page after page, for those who do not resume and do not ask what is missing.</summary>
public static class HistoryExtensions
{
    /// <summary>All transactions of the query, newest first. Gaps are skipped: use the pages where that matters.</summary>
    public static IAsyncEnumerable<Transaction> EnumerateTransactionsAsync(
        this IAccounts accounts, HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return EnumerateAsync(accounts.GetTransactionsAsync, query, cancellationToken);
    }

    /// <summary>All orders of the query, newest first. Gaps are skipped: use the pages where that matters.</summary>
    public static IAsyncEnumerable<Order> EnumerateOrderHistoryAsync(
        this ITrading trading, HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trading);
        return EnumerateAsync(trading.GetOrderHistoryAsync, query, cancellationToken);
    }

    private static async IAsyncEnumerable<T> EnumerateAsync<T>(
        Func<HistoryQuery, CancellationToken, Task<Page<T>>> read, HistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        for (var next = query; ;)
        {
            var page = await read(next, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items) yield return item;

            if (page.Next is null || string.Equals(page.Next, next.Cursor, StringComparison.Ordinal)) yield break;
            next = next with { Cursor = page.Next };
        }
    }
}
