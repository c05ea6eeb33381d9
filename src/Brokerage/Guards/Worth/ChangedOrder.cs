namespace Brokerage;

/// <summary>An order as it is, and as a change would make it, in the words of a request. Pure.</summary>
internal static class ChangedOrder
{
    public static OrderPlan Before(Order order) => Plan(order, change: null);

    public static OrderPlan After(Order order, OrderChange change) => Plan(order, change);

    private static OrderPlan.Single Plan(Order order, OrderChange? change)
    {
        if (order.Legs.Count == 0) throw WorthErrors.Of("The order to change shows no legs, so nobody can tell what the change may cost.");

        var price = change?.Price ?? order.Price ?? throw WorthErrors.Of("The order to change shows no price terms.");
        var quantity = change?.TotalQuantity is { } total ? new OrderQuantity.Units(total) : order.Quantity ?? LegQuantity(order);
        return new OrderPlan.Single(new OrderSpec
        {
            Legs = [.. order.Legs.Select(leg => leg.Leg)],
            Quantity = quantity,
            Price = price,
            TimeInForce = change?.TimeInForce ?? order.TimeInForce ?? TimeInForce.Day,
        });
    }

    private static OrderQuantity.Units LegQuantity(Order order) => order.Legs is [{ Quantity: { } units }]
        ? new OrderQuantity.Units(units)
        : throw WorthErrors.Of("The order to change shows no quantity.");
}
