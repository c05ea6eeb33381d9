namespace Brokerage;

/// <summary>What an order, as it is read, has done and may still do to positions. Pure.</summary>
internal static class OrderReading
{
    /// <summary>What is filled, signed.</summary>
    public static (Instrument Instrument, decimal Units)[] FillsOf(Order order)
    {
        var fills = new (Instrument, decimal)[order.Legs.Count];
        for (var i = 0; i < fills.Length; i++)
        {
            var leg = order.Legs[i];
            var units = fills.Length == 1 ? Math.Max(leg.Filled, order.Filled) : leg.Filled;
            fills[i] = (leg.Leg.Instrument, leg.Leg.Side == Side.Sell ? -units : units);
        }

        return fills;
    }

    /// <summary>What may still be filled, of an order that was placed elsewhere; a quantity that nobody tells is without bounds.</summary>
    public static Exposure[] RemainingOf(Order order)
    {
        Exposure[] own = [];
        if (!order.IsFinal)
        {
            foreach (var leg in order.Legs) own = ExposureMath.Both(own, [Row(order, leg, Math.Max(0m, Asked(order, leg) - Filled(order, leg)))]);
        }

        return WithChildren(order, own);
    }

    /// <summary>What an order may do, and what its children may do then.</summary>
    public static Exposure[] WithChildren(Order order, Exposure[] own)
    {
        if (order.Children.Count == 0) return own;
        var children = order.Children.Select(RemainingOf);
        var then = order.Legs.Count > 0 || order.Shape.Value == OrderShape.OneCancels
            ? children.Aggregate(ExposureMath.Either)
            : children.Aggregate(ExposureMath.Both);
        return own.Length == 0 ? then : ExposureMath.Then(own, then);
    }

    /// <summary>What an order may do, at the price that it names itself, where it does.</summary>
    public static Exposure[] Priced(Order order, Exposure[] rows) => order.Legs is [var leg]
        ? [.. rows.Select(row => row with { LongValue = Row(order, leg, units: 1m).LongValue })]
        : rows;

    private static Exposure Row(Order order, OrderLegState leg, decimal units)
    {
        var price = order.Price switch
        {
            PriceTerms.Limit limit => Math.Max(0m, limit.Price),
            PriceTerms.StopLimit stop => Math.Max(0m, stop.Price),
            _ => 0m,
        };
        var value = order.Legs.Count == 1 && leg.Leg.Instrument is not (Instrument.Option or Instrument.Future or Instrument.FutureOption) ? price : 0m;
        return leg.Leg.Side switch
        {
            Side.Buy => new Exposure(leg.Leg.Instrument, 0m, units, value),
            Side.Sell => new Exposure(leg.Leg.Instrument, -units, 0m),
            // The broker does not say which way it goes.
            _ => new Exposure(leg.Leg.Instrument, -units, units, value),
        };
    }

    private static decimal Asked(Order order, OrderLegState leg) => leg.Quantity
        ?? (order.Quantity is OrderQuantity.Units units ? units.Value * leg.Leg.Ratio : Boundless);

    private static decimal Filled(Order order, OrderLegState leg) => order.Legs.Count == 1 ? Math.Max(leg.Filled, order.Filled) : leg.Filled;

    /// <summary>More than any account can bear, and small enough to reckon with.</summary>
    public const decimal Boundless = 1_000_000_000_000m;
}
