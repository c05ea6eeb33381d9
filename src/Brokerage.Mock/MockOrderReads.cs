using Brokerage.Exchange;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>Orders as they stand in the exchange, as trees.</summary>
internal sealed class MockOrderReads(MockSession session)
{
    public Order? Tree(OrderRef order)
    {
        var tree = session.Exchange.GetOrderTree(order.Account.Account, order.Order);
        return tree.Count == 0 ? null : OrderMapping.ToTree(tree, order.Account, session.Symbols, session.Now);
    }

    /// <summary>Open orders, each inside its parent if that is open too: a bracket's exits stand alone once its entry is filled.</summary>
    public IReadOnlyList<Order> Open(AccountId account)
    {
        var open = session.Exchange.GetOrders(account, new OrderFilter { IsOpen = true });
        var ids = open.Select(order => order.Id).ToHashSet();
        return
        [
            .. open.Where(order => order.Parent is not { } parent || !ids.Contains(parent))
                .Select(order => Tree(new OrderRef(session.Ref(account), order.Id))!),
        ];
    }

    /// <summary>The order with a client id and those that replaced it; empty if there is none.</summary>
    public IReadOnlyList<Order> Chain(AccountRef account, string wireId)
    {
        var chain = new List<Order>();
        var next = session.Exchange.FindOrderByClientId(session.Account(account).Id, wireId)?.Id;
        while (next is { } id && Tree(new OrderRef(account, id)) is { } order && !chain.Exists(seen => seen.Ref == order.Ref))
        {
            chain.Add(order);
            next = order.ReplacedBy;
        }

        return chain;
    }
}
