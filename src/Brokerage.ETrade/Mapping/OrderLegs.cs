using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>The legs of one order, and what follows from all of them: E*TRADE tells absolute quantities per leg and no quantity of the whole.</summary>
internal sealed class OrderLegs
{
    private OrderLegs(IReadOnlyList<OrderLegState> legs, OrderQuantity? quantity, decimal filled, FillProgress progress) =>
        (Legs, Quantity, Filled, Progress) = (legs, quantity, filled, progress);

    public IReadOnlyList<OrderLegState> Legs { get; }

    public OrderQuantity? Quantity { get; }

    /// <summary>Of the combination.</summary>
    public decimal Filled { get; }

    public FillProgress Progress { get; }

    /// <summary>
    /// The average price: the leg's own, or the net of all, positive when paid. Of shares with options on them it is per share, as E*TRADE's
    /// net prices are; an option's counts a hundred times, as many shares as it is on.
    /// </summary>
    public decimal? AveragePrice
    {
        get
        {
            if (Legs is [var only])
            {
                return only.AveragePrice;
            }

            var shares = Legs.Where(leg => leg.Leg.Instrument is not Instrument.Option).ToList();
            if (shares.Count == 0 || shares.Count == Legs.Count)
            {
                return Net(_ => 1m);
            }

            // More shares than one leg of them, or contracts that are not on a hundred: no price of a share.
            var isPlain = Legs.All(leg => leg.Leg.Instrument is not Instrument.Option option || option.Root.All(char.IsAsciiLetter));
            return shares is [{ Leg: { Instrument: Instrument.Equity, Ratio: var each } }] && isPlain && Net(leg => leg.Leg.Instrument is Instrument.Option ? 100m : 1m) is { } net
                ? Arithmetic.Ratio(net, each)
                : null;
        }
    }

    private decimal? Net(Func<OrderLegState, decimal> weight)
    {
        decimal? net = Legs.Count == 0 ? null : 0m;
        foreach (var leg in Legs)
        {
            net = net is { } sum && leg.AveragePrice is { } price && leg.Leg.Side != Side.Unknown && Arithmetic.Product(price, leg.Leg.Ratio * weight(leg)) is { } each
                ? Arithmetic.Sum(sum, leg.Leg.Side == Side.Sell ? -each : each)
                : null;
        }

        return net;
    }

    public static OrderLegs Of(OrderDetailWire detail)
    {
        var wires = detail.Instrument ?? [];
        var isExecuted = Words.Upper(detail.Status) is "EXECUTED" or "DONE_TRADE_EXECUTED";
        var isRefused = string.Equals(detail.Status, "REJECTED", StringComparison.OrdinalIgnoreCase);
        var size = Size(wires);
        var legs = new List<OrderLegState>(wires.Count);
        foreach (var wire in wires)
        {
            var asked = Units(wire);
            legs.Add(Leg(wire, asked, wires.Count > 1 ? Ratio(asked, size) : 1, isExecuted, isRefused));
        }

        var filled = legs switch { [] => 0m, [var only] => Whole(only), _ => legs.Min(Whole) };
        return new OrderLegs(legs, QuantityOf(wires, size), filled, ProgressOf(legs));
    }

    // How often the combination goes into what is filled of a leg: exactly, or to the millionth where it takes several.
    private static decimal Whole(OrderLegState leg)
    {
        if (leg.Leg.Ratio == 1)
        {
            return leg.Filled;
        }

        var each = leg.Filled / leg.Leg.Ratio;
        return Arithmetic.Product(each, 1_000_000m) is { } millionths ? decimal.Floor(millionths) / 1_000_000m : each;
    }

    private static decimal? Asked(OrderInstrumentWire wire) => wire.OrderedQuantity ?? wire.Quantity;

    // Of a fund dollars may be asked for, or all that is held: neither says how many.
    private static decimal? Units(OrderInstrumentWire wire) => IsCounted(wire) ? Asked(wire) : null;

    private static bool IsCounted(OrderInstrumentWire wire) =>
        string.IsNullOrWhiteSpace(wire.QuantityType) || string.Equals(wire.QuantityType, "QUANTITY", StringComparison.OrdinalIgnoreCase);

    private static OrderLegState Leg(OrderInstrumentWire wire, decimal? asked, int ratio, bool isExecuted, bool isRefused)
    {
        // An order that may have filled and does not say how much would read as one that has not.
        var filled = wire.FilledQuantity ?? (isExecuted ? asked : isRefused ? 0m : null) ?? throw ETradeErrors.Unreadable("an order without a filled quantity");
        return new OrderLegState
        {
            Leg = new OrderLeg(Products.ToInstrument(wire.Product, wire.OsiKey), Words.Side(wire.OrderAction), Words.Effect(wire.OrderAction), ratio),
            RawAction = wire.OrderAction,
            Quantity = asked is { } quantity ? decimal.Abs(quantity) : null,
            Filled = decimal.Abs(filled),
            AveragePrice = filled == 0m ? null : Arithmetic.NonZero(wire.AverageExecutionPrice),
        };
    }

    private static FillProgress ProgressOf(List<OrderLegState> legs)
    {
        if (legs.TrueForAll(leg => leg.Filled == 0m))
        {
            return FillProgress.None;
        }

        return legs.TrueForAll(leg => leg.Quantity is { } asked && leg.Filled >= asked) ? FillProgress.Complete : FillProgress.Partial;
    }

    private static OrderQuantity? QuantityOf(IReadOnlyList<OrderInstrumentWire> wires, decimal size)
    {
        if (wires is [var only] && string.Equals(only.QuantityType, "DOLLAR", StringComparison.OrdinalIgnoreCase))
        {
            return Asked(only) is { } amount and > 0m ? new OrderQuantity.Cash(new Money(amount, Currency.Usd)) : null;
        }

        return wires.Count > 0 && size > 0m && wires.All(IsCounted) ? new OrderQuantity.Units(size) : null;
    }

    // The combination is bought so many times as goes into the quantity of every leg.
    private static decimal Size(IReadOnlyList<OrderInstrumentWire> wires)
    {
        if (wires.Count < 2)
        {
            return wires is [var only] ? Units(only) ?? 0m : 0m;
        }

        var size = 0m;
        foreach (var wire in wires)
        {
            if (Units(wire) is not { } units || units != decimal.Truncate(units) || units == 0m)
            {
                return 1m;
            }

            size = Divisor(size, decimal.Abs(units));
        }

        return size;
    }

    private static int Ratio(decimal? asked, decimal size) =>
        asked is { } units && Arithmetic.Ratio(decimal.Abs(units), size) is >= 1m and <= int.MaxValue and var ratio && ratio == decimal.Truncate(ratio) ? (int)ratio : 1;

    private static decimal Divisor(decimal one, decimal other)
    {
        while (one != 0m)
        {
            (one, other) = (other % one, one);
        }

        return other;
    }
}
