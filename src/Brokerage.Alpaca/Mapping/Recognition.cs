using System.Globalization;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>
/// Whether an order that carries our id is the order that we meant: only then may it be adopted. Compared is what an order keeps for life; Alpaca may turn
/// a buy stop into a stop-limit, and fills in what it computes. True: every term agrees. False: one says something else. Null: one is not told, or in a
/// word that is not known, so nobody can say.
/// </summary>
internal static class Recognition
{
    public static bool? IsSame(NewOrderWire asked, OrderWire found)
    {
        // A leg that is empty may be any.
        List<OrderWire> parts = [.. found.Legs?.Select(leg => leg ?? new OrderWire()) ?? []];
        return All(
            Carries(asked.ClientOrderId, found),
            SameText(Plain(asked.Symbol), Plain(found.Symbol)),
            SameWord(asked.Side, found.Side),
            SameClass(asked.OrderClass ?? "simple", found.OrderClass),
            SameWord(asked.TimeInForce, found.TimeInForce),
            SameKind(asked.Type, found, asked.Side),
            SameAmount(asked.Qty, found.Qty, instead: found.Notional),
            SameAmount(asked.Notional, found.Notional),
            SameAmount(asked.LimitPrice, found.LimitPrice),
            SameAmount(asked.StopPrice, found.StopPrice),
            SameAmount(asked.TrailPrice, found.TrailPrice, instead: found.TrailPercent),
            SameAmount(asked.TrailPercent, found.TrailPercent, instead: found.TrailPrice),
            SameIntent(asked.PositionIntent, found.PositionIntent),
            found.ExtendedHours is null || found.ExtendedHours == (asked.ExtendedHours ?? false),
            asked.TakeProfit is { } profit ? Any(Targets(asked, found, parts).Select(part => IsTarget(profit, part))) : true,
            asked.StopLoss is { } loss ? Any(parts.Select(part => IsStop(loss, part))) : true,
            asked.Legs is { } legs ? HasLegs(legs, parts) : true);
    }

    public static bool? IsSame(PatchOrderWire asked, string target, OrderWire found) => All(
        Carries(asked.ClientOrderId, found),
        SameText(target, found.Replaces),
        asked.TimeInForce is null ? true : SameWord(asked.TimeInForce, found.TimeInForce),
        SameAmount(asked.Qty, found.Qty),
        SameAmount(asked.LimitPrice, found.LimitPrice),
        SameAmount(asked.StopPrice, found.StopPrice),
        SameAmount(asked.Trail, found.TrailPrice ?? found.TrailPercent));

    // What carries another id, or none, is no answer to the question.
    private static bool? Carries(string id, OrderWire found) => string.Equals(id, found.ClientOrderId, StringComparison.Ordinal) ? true : null;

    private static bool? HasLegs(IReadOnlyList<NewOrderLegWire> asked, List<OrderWire> parts) => parts.Count == 0 ? null
        : parts.Count != asked.Count ? false
        : All([.. asked.Select(leg => Any(parts.Select(part => IsLeg(leg, part))))]);

    private static bool? IsLeg(NewOrderLegWire asked, OrderWire part) => All(
        SameText(asked.Symbol, part.Symbol),
        SameWord(asked.Side, part.Side),
        SameIntent(asked.PositionIntent, part.PositionIntent),
        part.RatioQty is null ? true : SameAmount(asked.RatioQty, part.RatioQty));

    // The target of a pair is the order itself, that of a bracket one of its legs.
    private static IEnumerable<OrderWire> Targets(NewOrderWire asked, OrderWire found, List<OrderWire> parts) => asked.OrderClass is "oco" ? [found] : parts;

    private static bool? IsTarget(TakeProfitWire asked, OrderWire part) => All(SameKind("limit", part, part.Side), SameAmount(asked.LimitPrice, part.LimitPrice));

    private static bool? IsStop(StopLossWire asked, OrderWire part) => All(
        SameKind(asked.LimitPrice is null ? "stop" : "stop_limit", part, part.Side),
        SameAmount(asked.StopPrice, part.StopPrice),
        SameAmount(asked.LimitPrice, part.LimitPrice));

    private static bool? SameKind(string asked, OrderWire found, string? side)
    {
        var kind = string.IsNullOrEmpty(found.Type) ? found.OrderType : found.Type;
        return asked is "stop" && kind is "stop_limit" && side is "buy" ? true : SameWord(asked, kind);
    }

    // Simple is what no word says.
    private static bool? SameClass(string asked, string? found) => found switch
    {
        null when asked is not "simple" => null,
        null or "" => asked is "simple",
        _ => SameWord(asked, found),
    };

    // Alpaca works it out where it was not asked for, and leaves it out of many answers.
    private static bool? SameIntent(string? asked, string? found) => asked is null || string.IsNullOrEmpty(found) ? true : SameWord(asked, found);

    private static string? Plain(string? symbol) => symbol?.Replace("/", "", StringComparison.Ordinal);

    private static bool? SameText(string? asked, string? found) => (string.IsNullOrEmpty(asked), string.IsNullOrEmpty(found)) switch
    {
        (true, var isUntold) => isUntold,
        (false, true) => null,
        _ => string.Equals(asked, found, StringComparison.Ordinal),
    };

    // A word that nobody has heard of may be a new one for the same.
    private static bool? SameWord(string? asked, string? found) =>
        SameText(asked, found) is false && !AlpacaWordConverter.IsKnown(found) ? null : SameText(asked, found);

    // What was not asked for, Alpaca may have computed. Of some amounts an order has one of two, a trail in dollars or in percent: the other one told
    // instead is another order.
    private static bool? SameAmount(string? asked, decimal? found, decimal? instead = null) => (asked, found, instead) switch
    {
        (null, _, _) => true,
        (_, null, null) => null,
        (_, null, _) => false,
        _ => decimal.Parse(asked, CultureInfo.InvariantCulture) == found,
    };

    private static bool? All(params bool?[] terms) => Array.IndexOf(terms, false) >= 0 ? false : Array.IndexOf(terms, null) >= 0 ? null : true;

    private static bool? Any(IEnumerable<bool?> terms)
    {
        List<bool?> all = [.. terms];
        return all.Contains(true) ? true : all.Count == 0 || all.Contains(null) ? null : false;
    }
}
