using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Markets;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>Reading orders: one by its id, the open ones, those of the last days, and history page by page.</summary>
/// <param name="session">The connection.</param>
/// <param name="sent">Called for each request.</param>
internal sealed class ETradeOrderReads(ETradeSession session, Action? sent = null)
{
    // A list takes one status; a partly filled order stands under either of the first two. In the order in which an order goes through them, and
    // the first once more: an order whose cancel was refused in between has gone back there.
    private static readonly string[] Open = ["OPEN", "INDIVIDUAL_FILLS", "CANCEL_REQUESTED", "OPEN"];

    private readonly ETradeOrderList _list = new(session, sent);

    /// <summary>
    /// An order by its id. Its own address is undocumented, and answers "not available" in the sandbox and at times elsewhere: then the lists
    /// are searched.
    /// </summary>
    public async Task<Order> ReadAsync(AccountId accountId, OrderId id, CancellationToken cancellationToken)
    {
        var account = await session.AccountAsync(accountId, cancellationToken).ConfigureAwait(false);
        var member = OrderMapping.Member(id);
        var order = await ReadWholeAsync(account, member?.Parent ?? id, cancellationToken).ConfigureAwait(false);
        return member is null ? order : order.Children.FirstOrDefault(child => child.Ref.Order == id) ?? throw ETradeErrors.NoSuchOrder(id);
    }

    /// <summary>An order as it is to be sent again with a change.</summary>
    /// <exception cref="BrokerageException">It holds something that a change would drop, or cannot be read.</exception>
    public async Task<Order> ReadForChangeAsync(KnownAccount account, OrderId id, CancellationToken cancellationToken)
    {
        if (OrderMapping.Member(id) is not null)
        {
            return await ReadAsync(account.Id, id, cancellationToken).ConfigureAwait(false);
        }

        var (order, row) = await ReadRowAsync(account, id, cancellationToken).ConfigureAwait(false);
        TicketMapping.RequireSayable(row);
        return order;
    }

    public async Task<Snapshot<Order>> OpenAsync(AccountId accountId, CancellationToken cancellationToken)
    {
        var account = await session.AccountAsync(accountId, cancellationToken).ConfigureAwait(false);
        var orders = new Dictionary<OrderId, Order>();
        List<ItemFailure> failures = [];
        var isWhole = true;
        AsOf? first = null;
        foreach (var status in Open)
        {
            var (rows, whole, asOf) = await _list.ReadAsync(accountId, new OrderListQuery(status), cancellationToken).ConfigureAwait(false);
            var (items, unread) = Rows.Read(rows, row => OrderMapping.ToOrder(row, account.Ref, asOf), row => row.OrderId);
            (first, isWhole) = (first ?? asOf, isWhole && whole);
            failures.AddRange(unread.Where(one => failures.TrueForAll(known => !string.Equals(known.Item, one.Item, StringComparison.Ordinal))));
            foreach (var order in items)
            {
                // The later look knows more; the sandbox answers each with all that it has.
                orders[order.Ref.Order] = order;
            }
        }

        var open = orders.Values.Where(order => !order.IsFinal && order.Shape.Value != OrderShape.Event).ToList();
        return new Snapshot<Order>(open, isWhole && failures.Count == 0, failures, first!.Value);
    }

    /// <summary>All orders that were placed since a day.</summary>
    public async Task<OrdersSince> SinceAsync(KnownAccount account, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var today = NewYorkTime.DateAt(session.Now);
        var first = NewYorkTime.DateAt(since);

        // One day alone may be no range to E*TRADE.
        var query = new OrderListQuery(First: first < today ? first : today.AddDays(-1), Last: today);
        var (rows, isWhole, asOf) = await _list.ReadAsync(account.Id, query, cancellationToken).ConfigureAwait(false);
        List<Order> orders = new(rows.Count);
        List<string?> unread = [];
        foreach (var row in rows)
        {
            var (items, failures) = Rows.Read([row], one => OrderMapping.ToOrder(one, account.Ref, asOf), one => one.OrderId);
            orders.AddRange(items);
            unread.AddRange(failures.Select(_ => OrderId.TryParse(row.OrderId?.Trim(), out var id) ? id.Value : null));
        }

        return new OrdersSince(orders, unread, isWhole);
    }

    public async Task<Page<Order>> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var cursor = HistoryCursor.Read(query, "o");
        var stretch = HistoryStretch.Of(query, session.Now).From(cursor);
        var account = await session.AccountAsync(query.Account, cancellationToken).ConfigureAwait(false);
        if (stretch.IsEmpty)
        {
            return new Page<Order>([], Next: null, stretch.OldestAvailable, []);
        }

        var (rows, marker, asOf) = await _list.PageAsync(
            query.Account, new OrderListQuery(First: stretch.First, Last: stretch.Last), cursor?.Marker, cancellationToken).ConfigureAwait(false);

        // A marker that leads back to the page that gave it, as the sandbox's does, is the end.
        var isRepeated = rows.Count == 0 || (cursor?.FirstId is { } seen && string.Equals(rows[0].OrderId, seen, StringComparison.Ordinal));
        var fresh = isRepeated ? [] : cursor?.LastId is { } last ? Without(last, rows) : rows;
        var (items, failures) = Rows.Read(fresh, row => OrderMapping.ToOrder(row, account.Ref, asOf), row => row.OrderId);
        items.RemoveAll(order => order.SubmittedAt is { } at && (at < query.From || at >= query.To));
        var leadsOn = fresh.Count > 0 && marker is not null && !string.Equals(marker, cursor?.Marker, StringComparison.Ordinal);
        var next = leadsOn ? new HistoryCursor(marker!, stretch.First, stretch.Last, rows[0].OrderId, rows[^1].OrderId).Write("o", query) : null;
        return new Page<Order>(items, next, stretch.OldestAvailable, failures);
    }

    // A page may begin with the row that ended the one before.
    private static IReadOnlyList<OrderWire> Without(string id, IReadOnlyList<OrderWire> rows) =>
        rows.Any(row => string.Equals(row.OrderId, id, StringComparison.Ordinal)) ? [.. rows.Where(row => !string.Equals(row.OrderId, id, StringComparison.Ordinal))] : rows;

    private async Task<Order> ReadWholeAsync(KnownAccount account, OrderId id, CancellationToken cancellationToken) =>
        (await ReadRowAsync(account, id, cancellationToken).ConfigureAwait(false)).Order;

    private async Task<(Order Order, OrderWire Row)> ReadRowAsync(KnownAccount account, OrderId id, CancellationToken cancellationToken)
    {
        try
        {
            sent?.Invoke();
            var (answer, asOf) = await session.GetAsync(
                "orders.read", ETradeSession.OrdersRate, EndpointPurpose.Trading, RequestPath.Of($"accounts/{account.Id.Value}/orders/{id.Value}"), [],
                ETradeJson.Default.OrdersAnswerWire, account.Id, cancellationToken).ConfigureAwait(false);
            var row = answer?.OrdersResponse?.Order?.FirstOrDefault(order => string.Equals(order.OrderId, id.Value, StringComparison.Ordinal));
            if (row is not null)
            {
                return (OrderMapping.ToOrder(row, account.Ref, asOf), row);
            }
        }
        catch (BrokerageException failure) when (MayBeListed(failure.Error))
        {
            // Told by the lists, or by nobody.
        }

        var (rows, isWhole, listedAt) = await _list.ReadAsync(
            account.Id, new OrderListQuery(First: OldestDay(), Last: NewYorkTime.DateAt(session.Now)), cancellationToken).ConfigureAwait(false);
        var listed = rows.FirstOrDefault(order => string.Equals(order.OrderId, id.Value, StringComparison.Ordinal));
        if (listed is not null)
        {
            return (OrderMapping.ToOrder(listed, account.Ref, listedAt), listed);
        }

        throw isWhole ? ETradeErrors.NoSuchOrder(id) : ETradeErrors.Unreadable("more orders than could be searched");
    }

    private DateOnly OldestDay() => NewYorkTime.DateAt(session.Now).AddYears(-2).AddDays(1);

    private static bool MayBeListed(BrokerageError error) =>
        error.BrokerCode is ETradeErrors.Unavailable || error.Code is BrokerageErrorCode.OrderRejected or BrokerageErrorCode.InvalidRequest or BrokerageErrorCode.UnexpectedResponse;
}
