using System.Globalization;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>
/// Whether an order that carries our id is the order that we meant: only then may it be adopted. Compared is what an order keeps for life;
/// Alpaca may turn a buy stop into a stop-limit, and fills in what it computes.
/// </summary>
internal static class Recognition
{
    public static bool IsSame(NewOrderWire asked, OrderWire found) =>
        SameText(Plain(asked.Symbol), Plain(found.Symbol))
        && SameText(asked.Side, found.Side)
        && SameText(Class(asked.OrderClass), Class(found.OrderClass))
        && SameText(asked.TimeInForce, found.TimeInForce)
        && (asked.Notional is null ? SameAmount(asked.Qty, found.Qty) : SameAmount(asked.Notional, found.Notional))
        && SameKind(asked.Type, string.IsNullOrEmpty(found.Type) ? found.OrderType : found.Type)
        && (asked.Type is not "limit" || asked.LimitPrice is null || SameAmount(asked.LimitPrice, found.LimitPrice));

    public static bool IsSame(PatchOrderWire asked, string target, OrderWire found) =>
        SameText(found.Replaces, target)
        && (asked.Qty is null || SameAmount(asked.Qty, found.Qty))
        && (asked.LimitPrice is null || SameAmount(asked.LimitPrice, found.LimitPrice))
        && (asked.StopPrice is null || SameAmount(asked.StopPrice, found.StopPrice));

    private static bool SameKind(string asked, string? found) => SameText(asked, found) || (asked is "stop" && found is "stop_limit");

    private static string Class(string? word) => string.IsNullOrEmpty(word) ? "simple" : word;

    private static string? Plain(string? symbol) => symbol?.Replace("/", "", StringComparison.Ordinal);

    private static bool SameText(string? one, string? other) => string.Equals(one ?? "", other ?? "", StringComparison.Ordinal);

    private static bool SameAmount(string? asked, decimal? found) =>
        (asked is null ? (decimal?)null : decimal.Parse(asked, CultureInfo.InvariantCulture)) == found;
}
