namespace Brokerage.Exchange;

/// <summary>The customers' resting limit orders of one side, best price first and oldest first within a price.</summary>
internal sealed class RestingSide(bool isBid)
{
    private readonly List<OrderNode> _orders = [];

    public IReadOnlyList<OrderNode> Orders => _orders;

    /// <summary>The best price among the orders that can trade now.</summary>
    public decimal? BestPrice => FirstLive()?.RestingPrice;

    public OrderNode? FirstLive(AccountState? except = null)
    {
        foreach (var order in _orders)
        {
            if (order.CanTradeNow && !ReferenceEquals(order.Account, except))
            {
                return order;
            }
        }

        return null;
    }

    public decimal SizeAt(decimal? price)
    {
        var sum = 0m;
        foreach (var order in _orders)
        {
            if (order.RestingPrice != price)
            {
                if (sum > 0m)
                {
                    break;
                }

                continue;
            }

            sum += order.CanTradeNow ? order.Remaining : 0m;
        }

        return sum;
    }

    /// <summary>What other accounts offer at or better than a price; null for any price.</summary>
    public decimal UpTo(decimal? limit, AccountState except)
    {
        var sum = 0m;
        foreach (var order in _orders)
        {
            if (limit is { } price && (isBid ? order.RestingPrice < price : order.RestingPrice > price))
            {
                break;
            }

            sum += order.CanTradeNow && !ReferenceEquals(order.Account, except) ? order.Remaining : 0m;
        }

        return sum;
    }

    public void Add(OrderNode order)
    {
        var (low, high) = (0, _orders.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Before(_orders[middle], order))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        _orders.Insert(low, order);
    }

    public void Remove(OrderNode order) => _orders.Remove(order);

    private bool Before(OrderNode one, OrderNode other)
    {
        if (one.RestingPrice != other.RestingPrice)
        {
            return isBid ? one.RestingPrice > other.RestingPrice : one.RestingPrice < other.RestingPrice;
        }

        return one.Number < other.Number;
    }
}
