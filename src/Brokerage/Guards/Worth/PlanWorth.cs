namespace Brokerage;

/// <summary>What a plan of orders may do and cost at worst. Pure.</summary>
internal static class PlanWorth
{
    public static Exposure[] ExposuresOf(OrderPlan plan, PriceFacts? facts) => plan switch
    {
        OrderPlan.Single single => SpecWorth.ExposuresOf(single.Spec, facts),
        OrderPlan.OneTriggers chain => ExposureMath.Then(SpecWorth.ExposuresOf(chain.First, facts), ExposuresOf(chain.Then, facts)),
        OrderPlan.OneCancels group => group.Parts.Select(part => ExposuresOf(part, facts)).Aggregate(ExposureMath.Either),
        _ => throw WorthErrors.Of("This kind of plan is not known."),
    };

    public static OrderWorth Of(OrderPlan plan, PriceFacts facts)
    {
        if (plan is OrderPlan.Single { Spec: { Legs: [var leg], Quantity: OrderQuantity.Units } spec })
            return new OrderWorth(SpecWorth.ExposuresOf(spec, facts), SpecWorth.ValueOf(spec, facts), null, facts.CurrencyOf(leg.Instrument), IsOwnPosition: false);

        var combined = SpecsOf(plan).Any(spec => spec.Legs.Count > 1);
        var value = ValueOf(plan, facts);
        var currency = CurrencyOf(plan, facts);
        // An amount of money costs what it says, however many units that buys.
        var need = combined || plan is OrderPlan.Single { Spec: { Quantity: OrderQuantity.Cash, Legs: [{ Side: Side.Buy }] } } ? value : (decimal?)null;
        return new OrderWorth(ExposuresOf(plan, facts), value, need, currency, combined);
    }

    public static IEnumerable<OrderSpec> SpecsOf(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => [single.Spec],
        OrderPlan.OneTriggers chain => SpecsOf(chain.Then).Prepend(chain.First),
        OrderPlan.OneCancels group => group.Parts.SelectMany(SpecsOf),
        _ => [],
    };

    private static decimal ValueOf(OrderPlan plan, PriceFacts facts) => plan switch
    {
        OrderPlan.Single single => SpecWorth.ValueOf(single.Spec, facts),
        OrderPlan.OneTriggers chain => Math.Max(SpecWorth.ValueOf(chain.First, facts), ValueOf(chain.Then, facts)),
        OrderPlan.OneCancels group => group.Parts.Max(part => ValueOf(part, facts)),
        _ => throw WorthErrors.Of("This kind of plan is not known."),
    };

    private static Currency CurrencyOf(OrderPlan plan, PriceFacts facts)
    {
        Currency? found = null;
        foreach (var spec in SpecsOf(plan))
        {
            foreach (var leg in spec.Legs)
            {
                var one = facts.CurrencyOf(leg.Instrument);
                if (spec.Quantity is OrderQuantity.Cash cash && cash.Value.Currency != one) throw WorthErrors.Of("The amount is in another currency than the instrument.");
                if (found is { } other && other != one) throw WorthErrors.Of("The order mixes currencies.");
                found = one;
            }
        }

        return found ?? throw WorthErrors.Of("The order has no legs.");
    }
}
