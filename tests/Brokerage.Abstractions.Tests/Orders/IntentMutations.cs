namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>Every way to change one field of an intent.</summary>
internal static class IntentMutations
{
    internal static IEnumerable<(string Name, OrderIntent Changed)> Of(OrderIntent.New intent)
    {
        foreach (var mutation in Heads(intent)) yield return mutation;

        var chain = (OrderPlan.OneTriggers)intent.Plan;
        var exits = (OrderPlan.OneCancels)chain.Then;
        yield return ("plan: single", intent with { Plan = new OrderPlan.Single(chain.First) });
        yield return ("plan: swapped", intent with { Plan = chain with { Then = new OrderPlan.OneCancels([exits.Parts[1], exits.Parts[0]]) } });
        yield return ("plan: fewer", intent with { Plan = chain with { Then = new OrderPlan.OneCancels([exits.Parts[0]]) } });
        yield return ("plan: nested", intent with { Plan = chain with { Then = new OrderPlan.OneCancels([exits]) } });
        foreach (var (name, spec) in Of(chain.First)) yield return (name, intent with { Plan = chain with { First = spec } });
    }

    internal static IEnumerable<(string Name, OrderIntent Changed)> Of(OrderIntent.Replace intent)
    {
        foreach (var mutation in Heads(intent)) yield return mutation;
        yield return ("target", intent with { Target = OrderId.Parse("broker-10") });
        yield return ("total", intent with { Change = intent.Change with { TotalQuantity = 13m } });
        yield return ("no total", intent with { Change = intent.Change with { TotalQuantity = null } });
        yield return ("price", intent with { Change = intent.Change with { Price = new PriceTerms.Limit(189.51m) } });
        yield return ("no price", intent with { Change = intent.Change with { Price = null } });
        yield return ("time in force", intent with { Change = intent.Change with { TimeInForce = TimeInForce.Day } });
        yield return ("no time in force", intent with { Change = intent.Change with { TimeInForce = null } });
    }

    private static IEnumerable<(string Name, OrderIntent Changed)> Heads(OrderIntent intent)
    {
        yield return ("client order id", intent.AsNew());
        yield return ("connection", intent with { Account = intent.Account with { Connection = ConnectionId.Parse("con-2") } });
        yield return ("broker", intent with { Account = intent.Account with { Broker = BrokerId.Parse("mock2") } });
        yield return ("account", intent with { Account = intent.Account with { Account = AccountId.Parse("acc-2") } });
    }

    private static IEnumerable<(string Name, OrderSpec Changed)> Of(OrderSpec spec)
    {
        foreach (var (name, leg) in Of(spec.Legs[1])) yield return (name, spec with { Legs = [spec.Legs[0], leg] });
        yield return ("legs: swapped", spec with { Legs = [spec.Legs[1], spec.Legs[0]] });
        yield return ("legs: fewer", spec with { Legs = [spec.Legs[0]] });
        yield return ("quantity", spec with { Quantity = new OrderQuantity.Units(10.1m) });
        yield return ("quantity: cash", spec with { Quantity = new OrderQuantity.Cash(Money.Usd(10m)) });
        yield return ("sessions", spec with { Sessions = Sessions.Regular });
        yield return ("all or none", spec with { AllOrNone = false });
        yield return ("extras: value", spec with { Extras = new Dictionary<string, string>(spec.Extras, StringComparer.Ordinal) { ["ibkr.a"] = "3" } });
        yield return ("extras: key", spec with { Extras = new Dictionary<string, string>(spec.Extras, StringComparer.Ordinal) { ["ibkr.c"] = "3" } });
        yield return ("extras: none", spec with { Extras = new Dictionary<string, string>(StringComparer.Ordinal) });
        foreach (var price in Prices()) yield return ($"price: {price}", spec with { Price = price });
        yield return ("until", spec with { TimeInForce = TimeInForce.GoodTill(new DateOnly(2027, 4, 1)) });
        yield return ("time in force", spec with { TimeInForce = TimeInForce.Day });
        yield return ("time in force's word", spec with { TimeInForce = spec.TimeInForce with { Text = "GTD" } });
    }

    private static IEnumerable<(string Name, OrderLeg Changed)> Of(OrderLeg leg)
    {
        yield return ("leg's instrument", leg with { Instrument = Samples.Apple });
        yield return ("leg's side", leg with { Side = Side.Buy });
        yield return ("leg's effect", leg with { Effect = PositionEffect.Close });
        yield return ("leg's ratio", leg with { Ratio = 3 });
    }

    private static IEnumerable<PriceTerms> Prices() =>
    [
        new PriceTerms.Market(),
        new PriceTerms.Limit(190m),
        new PriceTerms.Stop(190m, TriggerBasis.Last),
        new PriceTerms.Stop(190m),
        new PriceTerms.StopLimit(190.01m, 191.25m, TriggerBasis.Last),
        new PriceTerms.StopLimit(190m, 191.26m, TriggerBasis.Last),
        new PriceTerms.StopLimit(190m, 191.25m, TriggerBasis.Bid),
        new PriceTerms.Trailing(190m, InPercent: false),
        new PriceTerms.Trailing(190m, InPercent: true),
        new PriceTerms.Trailing(190m, InPercent: true, 0m),
        new PriceTerms.Trailing(190m, InPercent: true, 1m, TriggerBasis.Ask),
        new PriceTerms.Other("190"),
    ];
}
