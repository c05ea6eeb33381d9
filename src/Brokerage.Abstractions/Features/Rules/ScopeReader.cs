namespace Brokerage;

/// <summary>Says which scope an order falls under. What cannot be read is left open, so that the rest can still be judged.</summary>
internal static class ScopeReader
{
    internal static OrderScope Of(PlannedOrder order, OrderLeg leg) => new()
    {
        Asset = leg.Instrument?.AssetClass,
        Shape = order.Shape == OrderShape.Unknown ? null : order.Shape,
        Role = order.Role == OrderRole.Unknown ? null : order.Role,
        Side = leg.Side is Side.Buy or Side.Sell ? leg.Side : null,
        Effect = Enum.IsDefined(leg.Effect) ? leg.Effect : null,
        Price = PriceOf(order.Spec.Price),
        Basis = BasisOf(order.Spec.Price),
        TimeInForce = TimeOf(order.Spec.TimeInForce),
        Sessions = order.Spec.Sessions == Sessions.None ? null : order.Spec.Sessions,
        Quantity = QuantityOf(order.Spec.Quantity, leg.Ratio),
        AllOrNone = order.Spec.AllOrNone,
        Operation = OrderOperation.Place,
    };

    internal static PriceKind? PriceOf(PriceTerms? price) => price switch
    {
        PriceTerms.Market => PriceKind.Market,
        PriceTerms.Limit => PriceKind.Limit,
        PriceTerms.Stop => PriceKind.Stop,
        PriceTerms.StopLimit => PriceKind.StopLimit,
        PriceTerms.Trailing { LimitOffset: not null } => PriceKind.TrailingLimit,
        PriceTerms.Trailing { InPercent: true } => PriceKind.TrailingPercent,
        PriceTerms.Trailing => PriceKind.TrailingAmount,
        _ => null,
    };

    internal static TriggerBasis? BasisOf(PriceTerms? price) => price switch
    {
        PriceTerms.Stop stop => stop.Basis,
        PriceTerms.StopLimit stop => stop.Basis,
        PriceTerms.Trailing trailing => trailing.Basis,
        _ => null,
    };

    internal static TimeInForceKind? TimeOf(TimeInForce? time) =>
        time is null or { Kind: TimeInForceKind.Unknown } || !Enum.IsDefined(time.Kind) ? null : time.Kind;

    internal static QuantityKind? QuantityOf(OrderQuantity? quantity, int ratio) => quantity switch
    {
        OrderQuantity.Cash => QuantityKind.Cash,
        OrderQuantity.Units units => QuantityOf(Math.Abs(units.Value) < 1e15m ? units.Value * ratio : units.Value),
        _ => null,
    };

    internal static QuantityKind QuantityOf(decimal units) => IsWhole(units) ? QuantityKind.Whole : QuantityKind.Fractional;

    private static bool IsWhole(decimal value) => value == decimal.Truncate(value);
}
