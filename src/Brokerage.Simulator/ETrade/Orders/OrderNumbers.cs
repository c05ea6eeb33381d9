using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>
/// The broker's numbers of orders: each account counts its own, so that two accounts have orders of one number. All parts of a plan have the number of the
/// whole. Thread-safe.
/// </summary>
internal sealed class OrderNumbers(SimulatedExchange exchange)
{
    // Beyond 32 bits, and below the ends of options.
    private const long Base = 5_000_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, Count> _counts = [];

    public long Of(ExchangeOrder order) => Of(order.Account, order.Root);

    /// <summary>The number of an order, or of the plan that it is a part of.</summary>
    public long Of(AccountId account, OrderId order)
    {
        if (Known(account, order) is { } known)
        {
            return known;
        }

        Take(account);
        return Known(account, order)
            ?? Known(account, exchange.FindOrder(account, order)?.Root ?? order) ?? throw new InvalidOperationException($"Account {account} has no order {order}.");
    }

    /// <summary>The exchange's id of an account's order; null for a number that none of its orders has.</summary>
    public OrderId? Find(AccountId account, long number)
    {
        if (Known(account, number) is { } known)
        {
            return known;
        }

        Take(account);
        return Known(account, number);
    }

    private long? Known(AccountId account, OrderId order)
    {
        lock (_lock)
        {
            return _counts.TryGetValue(account, out var count) && count.Numbers.TryGetValue(order, out var number) ? number : null;
        }
    }

    private OrderId? Known(AccountId account, long number)
    {
        lock (_lock)
        {
            return _counts.TryGetValue(account, out var count) && number > Base && number - Base <= count.InOrder.Count ? count.InOrder[(int)(number - Base) - 1] : null;
        }
    }

    // The exchange forgets no order, so that whoever counts later, or again, counts the same.
    private void Take(AccountId account)
    {
        var orders = exchange.GetOrders(account, new OrderFilter { RootsOnly = true });
        lock (_lock)
        {
            var count = _counts.TryGetValue(account, out var known) ? known : _counts[account] = new Count();
            foreach (var order in orders.Reverse().Skip(count.InOrder.Count))
            {
                count.InOrder.Add(order.Id);
                count.Numbers.Add(order.Id, Base + count.InOrder.Count);
            }
        }
    }

    private sealed class Count
    {
        public List<OrderId> InOrder { get; } = [];

        public Dictionary<OrderId, long> Numbers { get; } = [];
    }
}
