namespace Brokerage.Storage.Sqlite;

/// <summary>Orders as brokers last told them.</summary>
internal sealed class SqliteOrderStore(SqliteStorage storage, TimeProvider time) : IOrderStore
{
    // Clocks of several machines may differ by a little.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private const string Which = "connection = $1 AND account = $2 AND broker = $3";
    private const string Columns = "connection, account, broker, body";

    public ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        cancellationToken.ThrowIfCancellationRequested();
        if (orders.Count == 0) return default;
        var now = time.GetUtcNow() + ClocksDiffer;
        // What a broker told it tells again: nobody has to wait for the disk.
        storage.Write(
            sql =>
            {
                using var put = OrderStatement.Prepare(sql);
                foreach (var (order, parent) in OrderParts.Of(orders)) OrderStatement.Execute(put, order, parent, now);
                return orders.Count;
            },
            waitForDisk: false);
        return default;
    }

    public ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.ReadTogether(sql =>
            Trees(sql, $"SELECT {Columns} FROM orders WHERE {Which} AND order_id = $4", [.. Key(order.Account), order.Order.Value]).FirstOrDefault()));
    }

    public ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.ReadTogether<IReadOnlyList<Order>>(sql => Trees(
            sql,
            $"""
            SELECT {Columns} FROM orders
            WHERE {Which} AND parent IS NULL
                AND ($4 IS NULL OR (placed_at, order_id) < (SELECT placed_at, order_id FROM orders WHERE {Which} AND order_id = $4))
            ORDER BY placed_at DESC, order_id DESC LIMIT $5
            """,
            [.. Key(account), after?.Value, limit])));
    }

    public ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.ReadTogether<IReadOnlyList<Order>>(sql => Trees(
            sql,
            $"SELECT {Columns} FROM orders WHERE connection = $1 AND parent IS NULL AND is_final = 0 ORDER BY placed_at DESC, order_id DESC",
            [connection.Value])));
    }

    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("DELETE FROM orders WHERE connection = $1", connection.Value));
        return default;
    }

    private static List<Order> Trees(Statements sql, string select, object?[] values) =>
        [.. sql.Query(select, Order, values).Select(order => WithChildren(sql, order, 0))];

    private static Order WithChildren(Statements sql, Order order, int depth)
    {
        if (depth == OrderParts.MaxDepth) return order;
        var children = sql.Query(
            $"SELECT {Columns} FROM orders WHERE {Which} AND parent = $4 ORDER BY order_id", Order, [.. Key(order.Ref.Account), order.Ref.Order.Value]);
        return children.Count == 0 ? order : order with { Children = [.. children.Select(child => WithChildren(sql, child, depth + 1))] };
    }

    private static Order Order(Row row) => OrderRowCodec.Decode(
        row.Text(3), new AccountRef(ConnectionId.Parse(row.Text(0)), BrokerId.Parse(row.Text(2)), AccountId.Parse(row.Text(1))));

    private static object?[] Key(AccountRef account) => [account.Connection.Value, account.Account.Value, account.Broker.Value];
}
