using System.Globalization;

namespace Brokerage;

/// <summary>An order in a sentence, for the person who is asked about it.</summary>
internal static class OrderWords
{
    public static string Of(OrderIntent intent) => intent switch
    {
        OrderIntent.New place => Of(place.Plan),
        OrderIntent.Replace replace => $"Change order {replace.Target}: {Of(replace.Change)}",
        _ => "An order",
    };

    private static string Of(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => Of(single.Spec),
        OrderPlan.OneTriggers chain => $"{Of(chain.First)}; then {Of(chain.Then)}",
        OrderPlan.OneCancels group => string.Join(" or ", group.Parts.Select(Of)),
        _ => "several orders",
    };

    private static string Of(OrderSpec spec)
    {
        var legs = string.Join(" and ", spec.Legs.Select(leg => spec.Quantity switch
        {
            OrderQuantity.Units units => Text($"{leg.Side} {units.Value * leg.Ratio:0.########} {leg.Instrument}"),
            OrderQuantity.Cash cash => Text($"{leg.Side} {leg.Instrument} for {cash.Value}"),
            _ => Text($"{leg.Side} {leg.Instrument}"),
        }));
        return $"{legs} {Of(spec.Price)}";
    }

    private static string Of(OrderChange change) => string.Join(", ", new[]
    {
        change.TotalQuantity is { } total ? Text($"{total:0.########} in all") : null,
        change.Price is { } price ? Of(price) : null,
        change.TimeInForce is { } time ? time.Kind.ToString() : null,
    }.OfType<string>());

    private static string Of(PriceTerms price) => price switch
    {
        PriceTerms.Market => "at the market",
        PriceTerms.Limit limit => Text($"at {limit.Price:0.########} or better"),
        PriceTerms.Stop stop => Text($"at the market from {stop.Trigger:0.########}"),
        PriceTerms.StopLimit stop => Text($"at {stop.Price:0.########} or better from {stop.Trigger:0.########}"),
        PriceTerms.Trailing { InPercent: true } trailing => Text($"trailing by {trailing.Distance:P2}"),
        PriceTerms.Trailing trailing => Text($"trailing by {trailing.Distance:0.########}"),
        _ => "at a price of the broker's own terms",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
