namespace Brokerage.Conformance.Tests.Differential;

/// <summary>What is ordered in a story. The exits make a bracket, one alone an order that sets it off, and without the entry a pair.</summary>
internal sealed record Terms
{
    public required string Thing { get; init; }

    public required Side Side { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>True where the amount is money.</summary>
    public bool InCash { get; init; }

    public required PriceTerms Price { get; init; }

    public required TimeInForceKind Time { get; init; }

    public PositionEffect Effect { get; init; }

    public bool Extended { get; init; }

    /// <summary>The limit of the exit at a profit; null for none.</summary>
    public decimal? TargetAt { get; init; }

    /// <summary>The trigger of the exit at a loss; null for none.</summary>
    public decimal? StopAt { get; init; }

    /// <summary>True where the exits stand alone: this is no entry, and they are on its side.</summary>
    public bool IsPair { get; init; }

    /// <summary>The plan that an adapter is asked for.</summary>
    public OrderPlan ToPlan(Things things)
    {
        var entry = Spec(things, Side, Price, Effect);
        var side = IsPair ? Side : Side == Side.Buy ? Side.Sell : Side.Buy;
        // Exits say that they close: brokers that are not told find out for themselves, each in a way of its own.
        var target = TargetAt is { } limit ? Spec(things, side, new PriceTerms.Limit(limit), PositionEffect.Close) : null;
        var stop = StopAt is { } trigger ? Spec(things, side, new PriceTerms.Stop(trigger), PositionEffect.Close) : null;
        return (target, stop) switch
        {
            (null, null) => new OrderPlan.Single(entry),
            ({ } one, { } other) when IsPair => new OrderPlan.OneCancels([new OrderPlan.Single(one), new OrderPlan.Single(other)]),
            ({ } one, { } other) => OrderPlan.Bracket(entry, one, other),
            _ => new OrderPlan.OneTriggers(entry, new OrderPlan.Single((target ?? stop)!)),
        };
    }

    /// <summary>The entry alone.</summary>
    public OrderSpec ToSpec(Things things) => Spec(things, Side, Price, Effect);

    private OrderSpec Spec(Things things, Side side, PriceTerms price, PositionEffect effect) => new()
    {
        Legs = things.LegsOf(Thing, side, effect),
        Quantity = InCash ? new OrderQuantity.Cash(Money.Usd(Amount)) : new OrderQuantity.Units(Amount),
        Price = price,
        TimeInForce = new TimeInForce(Time),
        Sessions = Extended ? Sessions.Extended : Sessions.Regular,
    };
}
