using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>GET /v2/orders, page by page.</summary>
internal sealed class AlpacaOrderList(AlpacaSession session)
{
    /// <summary>The most rows that Alpaca puts on a page.</summary>
    public const int PageSize = 500;

    /// <summary>One page, newest first.</summary>
    public Task<(IReadOnlyList<OrderWire> Value, AsOf AsOf)> PageAsync(OrderListQuery query, string? before, CancellationToken cancellationToken)
    {
        // The list before an order cannot be bounded by time as well: later pages are trimmed by who asks for them.
        var (from, to) = before is null ? (query.From, query.To) : (null, null);
        var path = RequestPath.WithQuery(
            "v2/orders",
            ("status", query.Status),
            ("limit", PageSize.ToString(CultureInfo.InvariantCulture)),
            ("direction", "desc"),
            ("nested", query.Nested ? "true" : "false"),
            ("symbols", query.Symbols),
            ("after", from is { } first && first > DateTimeOffset.MinValue ? Text(first.AddTicks(-1)) : null),   // exclusive at Alpaca, inclusive here
            ("until", to is { } last ? Text(last) : null),
            ("before_order_id", before));
        return session.GetAsync("orders.list", EndpointPurpose.Trading, path, AlpacaJson.Default.IReadOnlyListOrderWire, cancellationToken);
    }

    /// <summary>All pages, each order once; not whole if there are more pages than were asked for.</summary>
    public async Task<(IReadOnlyList<OrderWire> Rows, bool IsWhole, AsOf AsOf)> ReadAsync(
        OrderListQuery query, int mostPages, CancellationToken cancellationToken)
    {
        var all = new List<OrderWire>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? before = null;
        AsOf? first = null;
        for (var page = 0; page < mostPages; page++)
        {
            var (rows, asOf) = await PageAsync(query, before, cancellationToken).ConfigureAwait(false);
            first ??= asOf;
            all.AddRange(rows.Where(row => row?.Id is not { } id || seen.Add(id)));
            var isLast = rows.Count < PageSize || (query.From is { } from && rows[^1]?.SubmittedAt < from);
            before = Last(rows);
            if (isLast || before is null)
            {
                return (all, isLast, first.Value);
            }
        }

        return (all, false, first!.Value);
    }

    /// <summary>What a page leads on by: the last of its ids. A row without one is read again with the next page rather than being its end.</summary>
    public static string? Last(IReadOnlyList<OrderWire> rows) => rows.LastOrDefault(row => !string.IsNullOrEmpty(row?.Id))?.Id;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
