namespace Brokerage;

/// <summary>The orders of a tree, each with the one that it belongs to.</summary>
public static class OrderParts
{
    /// <summary>How deep trees are put together again: brokers have two or three levels, and one that tells a circle must not hang anybody.</summary>
    public const int MaxDepth = 8;

    /// <summary>All orders of some trees, for those who write a store: each has a row of its own, since brokers tell them one by one too.</summary>
    public static IEnumerable<(Order Order, OrderId? Parent)> Of(IReadOnlyList<Order> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return orders.SelectMany(order => Of(order, order.Parent));
    }

    // One that names itself belongs to nobody.
    private static IEnumerable<(Order Order, OrderId? Parent)> Of(Order order, OrderId? parent) =>
        order.Children.SelectMany(child => Of(child, order.Ref.Order)).Prepend((order, parent == order.Ref.Order ? null : parent));
}
