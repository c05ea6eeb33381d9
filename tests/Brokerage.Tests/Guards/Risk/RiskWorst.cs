namespace Brokerage.Tests.Guards.Risk;

/// <summary>
/// The worst that can become of an instrument, reckoned from what the broker holds and what is on its way to it, and from nothing that the guard
/// knows.
/// </summary>
internal readonly record struct RiskWorst(decimal LongValue, decimal ShortValue)
{
    private const decimal Unit = 100m, Highest = 110m;

    public static RiskWorst Of(Instrument instrument, TinyBroker broker, IEnumerable<PreparedOrder> lost)
    {
        var held = broker.Positions.GetValueOrDefault(instrument);
        var (buys, sells) = (0m, 0m);
        var changes = lost.Select(order => order.Intent).ToList();
        foreach (var order in broker.Open.Where(order => order.Instrument == instrument && order.Parent is null))
        {
            // As it is, or as one of the changes makes it that may still arrive.
            var ways = changes.OfType<OrderIntent.Replace>().Where(change => change.Target == order.Id).Select(change => Changed(order, change.Change))
                .Append((order.Left, order.Price)).ToList();
            if (order.Units > 0m) buys += ways.Max(way => way.Left * way.Price);
            else sells += ways.Max(way => way.Left);
            // The exits of an entry sell no more than it has bought.
            if (order.Exits.Count > 0) sells += order.Filled;
        }

        // Of two exits that cancel each other, one.
        foreach (var exits in broker.Open.Where(order => order.Instrument == instrument && order.Parent is not null).GroupBy(order => order.Parent))
            sells += exits.Max(exit => exit.Left);

        foreach (var spec in changes.OfType<OrderIntent.New>().Select(place => PlanWorth.SpecsOf(place.Plan).First()).Where(spec => spec.Legs[0].Instrument == instrument))
        {
            var units = TinyBroker.Signed(spec);
            if (units > 0m) buys += units * ((PriceTerms.Limit)spec.Price).Price;
            else sells -= units;
        }

        // What is short is bought back first, at the best that it can be worth.
        return new RiskWorst((held * (held < 0m ? Highest : Unit)) + buys, (sells - held) * Unit);
    }

    private static (decimal Left, decimal Price) Changed(TinyOrder order, OrderChange change) =>
        ((change.TotalQuantity ?? order.Asked) - order.Filled, change.Price is PriceTerms.Limit limit ? limit.Price : order.Price);
}
