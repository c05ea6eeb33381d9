using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>GET /v1/accounts/{key}/orders, page by page. An empty list is a 204; a marker that leads nowhere new is the end, as the sandbox's.</summary>
/// <param name="session">The connection.</param>
/// <param name="sent">Called for each request.</param>
internal sealed class ETradeOrderList(ETradeSession session, Action? sent)
{
    private const int MostRows = 100;
    private const int MostPages = 100;
    private static readonly string PageSize = MostRows.ToString(CultureInfo.InvariantCulture);

    /// <summary>One page.</summary>
    public async Task<(IReadOnlyList<OrderWire> Rows, string? Marker, AsOf AsOf)> PageAsync(
        AccountId account, OrderListQuery query, string? marker, CancellationToken cancellationToken)
    {
        sent?.Invoke();
        var (answer, asOf) = await session.GetAsync(
            "orders.list", ETradeSession.OrdersRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Value}/orders"),
            [
                ("count", PageSize), ("status", query.Status), ("marker", marker),
                ("fromDate", query.First is { } first ? Times.Text(first) : null), ("toDate", query.Last is { } last ? Times.Text(last) : null),
            ],
            ETradeJson.Default.OrdersAnswerWire, account, cancellationToken).ConfigureAwait(false);
        if (answer?.OrdersResponse is not { } orders)
        {
            return ([], null, asOf);
        }

        if (Messages.Error(orders.Messages) is { } failed)
        {
            throw new BrokerageException(ETradeErrors.OfRead(failed));
        }

        // Without its rows a page says nothing: of none it is a 204.
        var rows = orders.Order ?? throw ETradeErrors.Unreadable("a page of orders without its rows");
        foreach (var row in rows)
        {
            Learn(row);
        }

        // A list that ends too early would prove that orders are not there.
        var next = Marker.Of(orders.Marker, orders.Next);
        return next is null && !string.IsNullOrWhiteSpace(orders.Next)
            ? throw ETradeErrors.Unreadable("a page of orders that does not say where the next begins")
            : (rows, next, asOf);
    }

    /// <summary>All pages, each order once; not whole if there are more pages than anybody would read.</summary>
    public async Task<(IReadOnlyList<OrderWire> Rows, bool IsWhole, AsOf AsOf)> ReadAsync(
        AccountId account, OrderListQuery query, CancellationToken cancellationToken)
    {
        List<OrderWire> all = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        AsOf? first = null;
        string? marker = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (rows, next, asOf) = await PageAsync(account, query, marker, cancellationToken).ConfigureAwait(false);
            first ??= asOf;
            var fresh = rows.Where(row => row.OrderId is not { } id || seen.Add(id)).ToList();
            all.AddRange(fresh);
            if (next is null || fresh.Count == 0 || string.Equals(next, marker, StringComparison.Ordinal))
            {
                return (all, true, first.Value);
            }

            marker = next;
        }

        return (all, false, first!.Value);
    }

    private void Learn(OrderWire row)
    {
        for (var detail = 0; detail < row.OrderDetail?.Count; detail++)
        {
            var legs = row.OrderDetail[detail].Instrument;
            for (var leg = 0; leg < legs?.Count; leg++)
            {
                session.Symbols.Learn(legs[leg].Product, legs[leg].OsiKey);
            }
        }
    }
}
