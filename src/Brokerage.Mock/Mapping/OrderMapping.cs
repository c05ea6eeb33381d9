using Brokerage.Exchange;

namespace Brokerage.Mock.Mapping;

/// <summary>Orders of the exchange → the contract's tree. Pure.</summary>
internal static class OrderMapping
{
    /// <summary>A tree from its orders, depth first, the outermost first.</summary>
    public static Order ToTree(IReadOnlyList<ExchangeOrder> tree, AccountRef account, MockSymbols symbols, AsOf asOf)
    {
        var byParent = tree.Skip(1).ToLookup(order => order.Parent);
        return Grow(tree[0]);

        Order Grow(ExchangeOrder order) =>
            ToOrder(order, account, symbols, asOf) with { Children = [.. byParent[order.Id].Select(Grow)] };
    }

    public static Order ToOrder(ExchangeOrder order, AccountRef account, MockSymbols symbols, AsOf asOf) => new()
    {
        Ref = new OrderRef(account, order.Id),
        ClientOrderId = order.ClientId is { } wire ? WireIds.Read(wire) : null,
        WireId = order.ClientId,
        State = new Raw<OrderState>(order.State, order.State.ToString()),
        Shape = new Raw<OrderShape>(order.Shape, order.Shape.ToString()),
        Role = order.Role,
        Legs = [.. order.Legs.Select(leg => ToLeg(leg, symbols))],
        Parent = order.Parent,
        // What was asked for: an amount of money stays one after the exchange knows how many units it bought.
        Quantity = order.Spec?.Quantity is OrderQuantity.Cash cash ? cash : order.Quantity is { } units ? new OrderQuantity.Units(units) : null,
        Filled = order.Filled,
        AveragePrice = order.AveragePrice,
        // A group has neither: only the orders in it do.
        Price = order.Spec?.Price,
        TimeInForce = order.Spec?.TimeInForce,
        Sessions = order.Spec?.Sessions,
        AllOrNone = order.Spec?.AllOrNone,
        Replaces = order.Replaces,
        ReplacedBy = order.ReplacedBy,
        Reasons = order.Rejection is { } rejection ? [MockErrors.Of(rejection, account)] : [],
        Fees = order.FeeItems,
        Executions = [.. order.Executions.Select(execution => ToExecution(execution, order.FeeCurrency))],
        SubmittedAt = order.ReceivedAt,
        ClosedAt = order.ClosedAt,
        AsOf = asOf,
    };

    public static Execution ToExecution(ExchangeExecution execution, Currency? currency) => new()
    {
        Id = execution.Id,
        LegIndex = execution.LegIndex,
        Quantity = execution.Quantity,
        Price = execution.Price,
        CumulativeAfter = execution.CumulativeAfter,
        Time = execution.Time,
        Corrects = execution.Corrects,
        Commission = currency is { } paid ? new Money(execution.Fees, paid) : null,
    };

    private static OrderLegState ToLeg(ExchangeLeg leg, MockSymbols symbols) => new()
    {
        Leg = leg.Leg with { Instrument = symbols.Spell(leg.Leg.Instrument) },
        RawAction = leg.Leg.Side.ToString(),
        Quantity = leg.Quantity,
        Filled = leg.Filled,
        AveragePrice = leg.AveragePrice,
    };
}
