using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Reading orders: one by either id, the open ones, and history page by page. Always nested, so that brackets keep their legs.</summary>
internal sealed class AlpacaOrderReads
{
    // A hundred thousand orders in a quarter of a year; a minute of what Alpaca lets one ask.
    private const int MostPages = 200;

    // Alpaca ends orders that are good till cancelled after ninety days.
    private static readonly TimeSpan LongestOpen = TimeSpan.FromDays(91);

    private readonly AlpacaSession _session;
    private readonly AlpacaOrderList _list;
    private readonly AlpacaOpenOrders _open;

    public AlpacaOrderReads(AlpacaSession session)
    {
        _session = session;
        _list = new AlpacaOrderList(session);
        _open = new AlpacaOpenOrders(_list);
    }

    public async Task<Order> ReadAsync(AccountId accountId, OrderId id, CancellationToken cancellationToken)
    {
        var account = await _session.AccountAsync(accountId, cancellationToken).ConfigureAwait(false);
        var path = RequestPath.WithQuery(RequestPath.Of($"v2/orders/{id.Value}"), ("nested", "true"));
        var (wire, asOf) = await _session.GetAsync(
            "orders.read", EndpointPurpose.Trading, path, AlpacaJson.Default.OrderWire, cancellationToken).ConfigureAwait(false);
        return OrderMapping.ToOrder(wire, account.Ref, account.BaseCurrency, asOf);
    }

    public async Task<(OrderWire Wire, AsOf AsOf)> ByWireIdAsync(string wireId, CancellationToken cancellationToken)
    {
        var path = RequestPath.WithQuery("v2/orders:by_client_order_id", ("client_order_id", wireId));
        var (wire, asOf) = await _session.GetAsync(
            "orders.find", EndpointPurpose.Trading, path, AlpacaJson.Default.OrderWire, cancellationToken).ConfigureAwait(false);
        var mayHaveLegs = Words.Shape(wire.OrderClass) != OrderShape.Single && wire.Legs is null && !string.IsNullOrEmpty(wire.Id);
        if (!mayHaveLegs)
        {
            return (wire, asOf);
        }

        var nested = RequestPath.WithQuery(RequestPath.Of($"v2/orders/{wire.Id}"), ("nested", "true"));
        try
        {
            return await _session.GetAsync("orders.read", EndpointPurpose.Trading, nested, AlpacaJson.Default.OrderWire, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            // It was there a moment ago: this proves no absence.
            throw AlpacaErrors.Unreadable("an order that it could not find by its own id");
        }
    }

    /// <summary>For a replacement also the order whose place it takes, newest first.</summary>
    public async Task<IReadOnlyList<Order>> ChainAsync(Order found, OrderIntent intent, CancellationToken cancellationToken)
    {
        if (intent is not OrderIntent.Replace replace)
        {
            return [found];
        }

        try
        {
            return [found, await ReadAsync(intent.Account.Account, replace.Target, cancellationToken).ConfigureAwait(false)];
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.OrderNotFound)
        {
            return [found];
        }
    }

    public async Task<Snapshot<Order>> OpenAsync(AccountId accountId, CancellationToken cancellationToken) =>
        await _open.ReadAsync(await _session.AccountAsync(accountId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Open orders, and those that were closed since a time. Alpaca lists orders by when they were submitted, so the closed ones are read
    /// back to the oldest that could still have been open. What belongs to a plan stands beside it too: the stream tells of each by itself.
    /// </summary>
    public async Task<Snapshot<Order>> SinceAsync(AccountId? accountId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var account = await _session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var open = await OpenAsync(accountId ?? account.Ref.Account, cancellationToken).ConfigureAwait(false);
        var orders = open.Items.SelectMany(WithThoseInIt);
        if (since is not { } from)
        {
            return open with { Items = [.. orders.DistinctBy(order => order.Ref.Order)] };
        }

        var closed = await ClosedSinceAsync(account, from, cancellationToken).ConfigureAwait(false);
        return new Snapshot<Order>(
            [.. orders.Concat(closed.Items).DistinctBy(order => order.Ref.Order)],
            open.IsComplete && closed.IsComplete,
            [.. open.Failures, .. closed.Failures],
            open.AsOf);
    }

    private async Task<Snapshot<Order>> ClosedSinceAsync(Account account, DateTimeOffset from, CancellationToken cancellationToken)
    {
        List<Order> orders = [];
        List<ItemFailure> failures = [];
        string? before = null;
        for (var page = 1; ; page++)
        {
            var (rows, asOf) = await _list.PageAsync(new OrderListQuery("closed"), before, cancellationToken).ConfigureAwait(false);

            // What last changed before is no news, whether it can be read or not.
            var news = rows.Where(row => row is null || MayHaveChanged(row, from)).ToList();
            var (items, unread) = Rows.Read(news, row => OrderMapping.ToOrder(row, account.Ref, account.BaseCurrency, asOf), row => row.Id);
            orders.AddRange(items.SelectMany(WithThoseInIt).Where(order => order.AsOf.BrokerTime is not { } changed || changed >= from));
            failures.AddRange(unread);
            before = AlpacaOrderList.Last(rows);
            var isEnd = rows.Count < AlpacaOrderList.PageSize || rows[^1]?.SubmittedAt < from - LongestOpen;
            if (isEnd || before is null || page == MostPages)
            {
                return new Snapshot<Order>(orders, isEnd && failures.Count == 0, failures, asOf);
            }
        }
    }

    public async Task<Page<Order>> HistoryAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        // A page leads on by the id of its last order.
        if (query.Cursor is { } cursor && !Guid.TryParse(cursor, out _))
        {
            throw AlpacaErrors.WrongCursor();
        }

        var account = await _session.AccountAsync(query.Account, cancellationToken).ConfigureAwait(false);
        var list = new OrderListQuery("all", From: query.From, To: query.To);
        var (rows, asOf) = await _list.PageAsync(list, query.Cursor, cancellationToken).ConfigureAwait(false);
        // Later pages are not bounded by time.
        var inside = rows.Where(row => row is null || row.SubmittedAt is null || row.SubmittedAt >= query.From).ToList();
        var (items, failures) = Rows.Read(inside, row => OrderMapping.ToOrder(row, account.Ref, account.BaseCurrency, asOf), row => row.Id);
        var next = rows.Count < AlpacaOrderList.PageSize || inside.Count < rows.Count ? null : AlpacaOrderList.Last(rows);
        return new Page<Order>(items, next, OldestAvailable: null, failures);
    }

    private static bool MayHaveChanged(OrderWire row, DateTimeOffset from) =>
        row.UpdatedAt is not { } changed || changed >= from || row.Legs?.Any(leg => leg is null || MayHaveChanged(leg, from)) == true;

    private static IEnumerable<Order> WithThoseInIt(Order order) => order.Children.SelectMany(WithThoseInIt).Prepend(order);
}
