namespace Brokerage;

/// <summary>The greatest loss of a combination. Pure.</summary>
internal static class Payoff
{
    /// <summary>
    /// What one combination may cost, in money: options of one root and expiry that bound each other lose at most what is paid and the worst
    /// that they are worth at expiry. Anything else counts as its legs one by one.
    /// </summary>
    public static decimal LossOf(OrderSpec spec, PriceFacts facts)
    {
        if (!BoundEachOther(spec.Legs)) return spec.Legs.Sum(leg => leg.Ratio * AloneOf(spec, leg, facts));

        var paid = NetPrice(spec, facts);
        var worst = WorthAt(spec.Legs, 0m);
        foreach (var leg in spec.Legs) worst = Math.Min(worst, WorthAt(spec.Legs, ((Instrument.Option)leg.Instrument).Strike));
        return Math.Max(0m, Math.Max(paid, paid - worst)) * facts.MultiplierOf(spec.Legs[0].Instrument);
    }

    private static bool BoundEachOther(IReadOnlyList<OrderLeg> legs)
    {
        if (legs[0].Instrument is not Instrument.Option first) return false;

        var callsAtInfinity = 0;
        foreach (var leg in legs)
        {
            if (leg.Instrument is not Instrument.Option option || option.Expires != first.Expires
                || !string.Equals(option.Root, first.Root, StringComparison.Ordinal))
            {
                return false;
            }

            if (option.IsCall) callsAtInfinity += leg.Side == Side.Buy ? leg.Ratio : -leg.Ratio;
        }

        return callsAtInfinity >= 0;
    }

    private static decimal WorthAt(IReadOnlyList<OrderLeg> legs, decimal underlying)
    {
        var worth = 0m;
        foreach (var leg in legs)
        {
            var option = (Instrument.Option)leg.Instrument;
            var one = Math.Max(0m, option.IsCall ? underlying - option.Strike : option.Strike - underlying);
            worth += (leg.Side == Side.Buy ? one : -one) * leg.Ratio;
        }

        return worth;
    }

    private static decimal NetPrice(OrderSpec spec, PriceFacts facts) => spec.Price switch
    {
        PriceTerms.Limit limit => limit.Price,
        PriceTerms.StopLimit stop => stop.Price,
        PriceTerms.Market => spec.Legs.Sum(leg => leg.Ratio * (leg.Side == Side.Buy
            ? facts.Up(facts.Ask(leg.Instrument))
            : -facts.Bid(leg.Instrument))),
        _ => throw WorthErrors.Of("These price terms name no price that could be judged for a combination."),
    };

    private static decimal AloneOf(OrderSpec spec, OrderLeg leg, PriceFacts facts) => leg switch
    {
        { Side: Side.Sell, Instrument: Instrument.Option option } => SpecWorth.ShortOption(option, facts),
        _ => facts.Up(facts.Highest(leg.Instrument)) * facts.MultiplierOf(leg.Instrument),
    };
}
