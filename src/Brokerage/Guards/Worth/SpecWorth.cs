namespace Brokerage;

/// <summary>What one order, or one combination, may do and cost at worst. Pure.</summary>
internal static class SpecWorth
{
    private static readonly PriceFacts s_nothingRead = new(collar: 0m);

    /// <summary>By how much it may change positions. Facts are needed for an amount of money alone, and for values.</summary>
    public static Exposure[] ExposuresOf(OrderSpec spec, PriceFacts? facts)
    {
        if (spec.Legs.Count == 0) throw WorthErrors.Of("The order has no legs.");
        if (spec.Legs is [var leg])
        {
            var units = UnitsOf(spec, leg, facts) * leg.Ratio;
            // A combination is measured as a whole, so values belong to single legs.
            return facts is null
                ? [Row(leg, units, NamedValue(spec, leg), 0m)]
                : [Row(leg, units, leg.Side == Side.Buy ? BuyPrice(spec, leg, facts) * facts.MultiplierOf(leg.Instrument) : 0m, ShortValue(spec, leg, facts))];
        }

        Exposure[] rows = [];
        foreach (var one in spec.Legs) rows = ExposureMath.Both(rows, [Row(one, UnitsOf(spec, one, facts) * one.Ratio, 0m, 0m)]);
        return rows;
    }

    /// <summary>What it may be worth, in the currency of its instruments.</summary>
    public static decimal ValueOf(OrderSpec spec, PriceFacts facts)
    {
        if (spec.Legs is not [var leg]) return Payoff.LossOf(spec, facts) * UnitsOf(spec, spec.Legs[0], facts);
        if (spec.Quantity is OrderQuantity.Cash cash) return cash.Value.Amount;

        var multiplier = facts.MultiplierOf(leg.Instrument);
        // A sale may bring more than its limit; what is sold to open an option may cost its strike or its underlying.
        var unit = leg switch
        {
            { Side: Side.Buy } => BuyPrice(spec, leg, facts) * multiplier,
            { Instrument: Instrument.Option, Effect: not PositionEffect.Close } => ShortValue(spec, leg, facts),
            _ => Math.Max(facts.HighestIfTold(leg.Instrument) ?? 0m, Named(spec.Price)) is > 0m and var price ? price * multiplier : throw facts.NoPrice(leg.Instrument),
        };
        return unit * UnitsOf(spec, leg, facts) * leg.Ratio;
    }

    /// <summary>Whether it can be valued without asking for prices: a buy at a limit of so many units.</summary>
    public static bool IsPriced(OrderSpec spec) =>
        spec is { Legs: [{ Side: Side.Buy }], Quantity: OrderQuantity.Units, Price: PriceTerms.Limit { Price: > 0m } or PriceTerms.StopLimit { Price: > 0m } };

    /// <summary>The highest price at which a buy may be filled.</summary>
    public static decimal BuyPrice(OrderSpec spec, OrderLeg leg, PriceFacts facts) => spec.Price switch
    {
        PriceTerms.Limit { Price: > 0m } limit => limit.Price,
        PriceTerms.StopLimit { Price: > 0m } stop => stop.Price,
        PriceTerms.Market => facts.Up(facts.Ask(leg.Instrument)),
        PriceTerms.Stop stop => facts.Up(Math.Max(stop.Trigger, facts.Ask(leg.Instrument))),
        PriceTerms.Trailing trailing => TrailingPrice(trailing, facts.Ask(leg.Instrument), facts),
        _ => throw WorthErrors.Of("These price terms name no price that could be judged."),
    };

    /// <summary>What a unit that is sold and not held may cost: the market's price and above, a put's strike, a call's underlying.</summary>
    private static decimal ShortValue(OrderSpec spec, OrderLeg leg, PriceFacts facts)
    {
        if (leg.Side != Side.Sell) return 0m;
        return leg.Instrument is Instrument.Option option
            ? ShortOption(option, facts)
            : facts.HighestIfTold(leg.Instrument) is { } highest
                ? facts.Up(Math.Max(highest, Named(spec.Price))) * facts.MultiplierOf(leg.Instrument)
                : Exposure.Untold;
    }

    public static decimal ShortOption(Instrument.Option option, PriceFacts facts) => facts.MultiplierOf(option) * (option.IsCall
        ? Math.Max(option.Strike, facts.Up(facts.Highest(facts.UnderlyingOf(option))))
        : option.Strike);

    private static Exposure Row(OrderLeg leg, decimal units, decimal longValue, decimal shortValue) => leg.Side == Side.Buy
        ? new Exposure(leg.Instrument, 0m, units, longValue, shortValue)
        : new Exposure(leg.Instrument, -units, 0m, longValue, shortValue);

    // What a buy names itself, where nobody must be asked for anything else; 0 where somebody must.
    private static decimal NamedValue(OrderSpec spec, OrderLeg leg) =>
        IsPriced(spec) && (leg.Instrument is Instrument.Equity or Instrument.Fund or Instrument.Crypto or Instrument.Option) && !PriceFacts.NeedsInfo(leg.Instrument)
            ? BuyPrice(spec, leg, s_nothingRead) * s_nothingRead.MultiplierOf(leg.Instrument)
            : 0m;

    private static decimal TrailingPrice(PriceTerms.Trailing trailing, decimal ask, PriceFacts facts)
    {
        var trigger = ask + (trailing.InPercent ? ask * trailing.Distance : trailing.Distance);
        return trailing.LimitOffset is { } offset ? trigger + Math.Abs(offset) : facts.Up(trigger);
    }

    private static decimal Named(PriceTerms price) => price switch
    {
        PriceTerms.Limit limit => limit.Price,
        PriceTerms.StopLimit stop => Math.Max(stop.Price, stop.Trigger),
        PriceTerms.Stop stop => stop.Trigger,
        _ => 0m,
    };

    private static decimal UnitsOf(OrderSpec spec, OrderLeg leg, PriceFacts? facts) => spec.Quantity switch
    {
        _ when leg.Ratio < 1 || leg.Side is not (Side.Buy or Side.Sell) => throw WorthErrors.Of("A leg of the order makes no sense."),
        OrderQuantity.Units { Value: > 0m } units => units.Value,
        // The lower the price, the more units.
        OrderQuantity.Cash { Value.Amount: > 0m } cash when facts is not null => cash.Value.Amount / facts.Lowest(leg.Instrument),
        _ => throw WorthErrors.Of("The quantity of the order cannot be told."),
    };
}
