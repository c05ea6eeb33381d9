using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Reading orders: one by either id, the open ones, and history page by page. Always nested, so that brackets keep their legs.</summary>
internal sealed class AlpacaOrderReads
{
    private const int MostPages = 40;

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
        return await _session.GetAsync("orders.read", EndpointPurpose.Trading, nested, AlpacaJson.Default.OrderWire, cancellationToken).ConfigureAwait(false);
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
    public async Task<IReadOnlyList<Order>> SinceAsync(AccountId? accountId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var account = await _session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var open = await OpenAsync(accountId ?? account.Ref.Account, cancellationToken).ConfigureAwait(false);
        var orders = new Dictionary<OrderId, Order>();
        foreach (var order in open.Items.SelectMany(WithThoseInIt))
        {
            orders.TryAdd(order.Ref.Order, order);
        }

        if (since is not { } from)
        {
            return [.. orders.Values];
        }

        string? before = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (rows, asOf) = await _list.PageAsync(new OrderListQuery("closed"), before, cancellationToken).ConfigureAwait(false);
            var (items, _) = Rows.Read(rows, row => OrderMapping.ToOrder(row, account.Ref, account.BaseCurrency, asOf), row => row.Id);
            foreach (var order in items.SelectMany(WithThoseInIt).Where(order => order.AsOf.BrokerTime is not { } changed || changed >= from))
            {
                orders.TryAdd(order.Ref.Order, order);
            }

            before = rows.Count < AlpacaOrderList.PageSize || rows[^1]?.SubmittedAt < from - LongestOpen ? null : rows[^1]?.Id;
            if (before is null)
            {
                break;
            }
        }

        return [.. orders.Values];
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
        var next = rows.Count < AlpacaOrderList.PageSize || inside.Count < rows.Count ? null : rows[^1]?.Id;
        return new Page<Order>(items, next, OldestAvailable: null, failures);
    }

    private static IEnumerable<Order> WithThoseInIt(Order order) => order.Children.SelectMany(WithThoseInIt).Prepend(order);
}
