namespace Brokerage;

/// <summary>Keeps orders in this process; they are gone when it ends.</summary>
public sealed class MemoryOrderStore : IOrderStore
{
    // Clocks of several machines may differ by a little.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<OrderRef, Row> _rows = [];

    /// <summary>An empty store.</summary>
    /// <param name="time">The clock; null takes the system's.</param>
    public MemoryOrderStore(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public ValueTask KeepAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        lock (_gate)
        {
            foreach (var (order, parent) in OrderParts.Of(orders)) Keep(order, parent);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<Order?> FindAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        lock (_gate) return new(_rows.TryGetValue(order, out var row) ? Whole(row, 0) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListAsync(AccountRef account, OrderId? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        lock (_gate)
        {
            var all = Sorted(row => row.Order.Ref.Account == account && row.Parent is null);
            if (after is { } last)
            {
                if (!_rows.TryGetValue(new OrderRef(account, last), out var before)) return new([]);
                all = all.SkipWhile(row => row != before).Skip(1);
            }

            return new([.. all.Take(limit).Select(row => Whole(row, 0))]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Order>> ListOpenAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate) return new([.. Sorted(row => row.Order.Ref.Account.Connection == connection && row.Parent is null && !row.Order.IsFinal).Select(row => Whole(row, 0))]);
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var order in _rows.Keys.Where(order => order.Account.Connection == connection).ToList()) _rows.Remove(order);
        }

        return default;
    }

    private void Keep(Order order, OrderId? parent)
    {
        var alone = order with { Children = [] };
        if (!_rows.TryGetValue(order.Ref, out var known)) _rows[order.Ref] = new Row(alone, parent, order.SubmittedAt ?? order.AsOf.Received);
        else if (order.AsOf.Received >= known.Order.AsOf.Received || known.Order.AsOf.Received > _time.GetUtcNow() + ClocksDiffer) _rows[order.Ref] = new Row(alone, parent ?? known.Parent, order.SubmittedAt ?? known.PlacedAt);
    }

    private IEnumerable<Row> Sorted(Func<Row, bool> where) =>
        _rows.Values.Where(where).OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Order.Ref.Order.Value, StringComparer.Ordinal);

    private Order Whole(Row row, int depth) => depth == OrderParts.MaxDepth ? row.Order : row.Order with
    {
        Children = [.. _rows.Values
            .Where(child => child.Parent == row.Order.Ref.Order && child.Order.Ref.Account == row.Order.Ref.Account)
            .OrderBy(child => child.Order.Ref.Order.Value, StringComparer.Ordinal)
            .Select(child => Whole(child, depth + 1))],
    };

    private sealed record Row(Order Order, OrderId? Parent, DateTimeOffset PlacedAt);
}
