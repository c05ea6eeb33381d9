using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Endpoints;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Orders;

/// <summary>GET /v2/orders with its filters.</summary>
internal sealed class OrderQuery(AlpacaDesk desk)
{
    public IReadOnlyList<OrderWire> Run(Call call)
    {
        var orders = desk.Exchange.GetOrders(desk.Account, new OrderFilter { IsOpen = Open(call) }).Where(OrderMapping.IsShown);
        var nested = call.Query("nested") is "true" or "1";
        orders = nested ? orders.Where(order => !desk.Orders.IsLeg(order)) : orders;
        orders = BySymbol(orders, call);
        orders = ByTime(orders, call);
        orders = ByNeighbour(orders, call);
        var ascending = Direction(call);
        orders = ascending ? orders.OrderBy(order => order.Number) : orders.OrderByDescending(order => order.Number);
        var limit = AlpacaEndpoints.Number(call, "limit", 50, 1, 500);
        return [.. orders.Take(limit).Select(order => desk.Orders.ToWire(order, nested))];
    }

    private static bool? Open(Call call) => call.Query("status") switch
    {
        null or "open" => true,
        "closed" => false,
        "all" => null,
        _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid status")),
    };

    private static bool Direction(Call call) => call.Query("direction") switch
    {
        null or "desc" => false,
        "asc" => true,
        _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid direction")),
    };

    private static IEnumerable<ExchangeOrder> BySymbol(IEnumerable<ExchangeOrder> orders, Call call)
    {
        var symbols = call.QueryList("symbols").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var classes = call.QueryList("asset_class").ToHashSet(StringComparer.Ordinal);
        var side = Words.Side(call.Query("side"));
        return orders.Where(order =>
            (symbols.Count == 0 || order.Legs.Any(leg => symbols.Contains(Symbols.Of(leg.Leg.Instrument)) || symbols.Contains(Symbols.OfHolding(leg.Leg.Instrument))))
            && (classes.Count == 0 || classes.Contains("all") || order.Legs.Any(leg => classes.Contains(Words.AssetClass(leg.Leg.Instrument))))
            && (side is null || (order.Legs.Count == 1 && order.Legs[0].Leg.Side == side)));
    }

    private static IEnumerable<ExchangeOrder> ByTime(IEnumerable<ExchangeOrder> orders, Call call)
    {
        var after = AlpacaEndpoints.Time(call, "after");
        var until = AlpacaEndpoints.Time(call, "until");
        return orders.Where(order => (after is null || OrderMapping.SubmittedAt(order) > after) && (until is null || OrderMapping.SubmittedAt(order) < until));
    }

    private IEnumerable<ExchangeOrder> ByNeighbour(IEnumerable<ExchangeOrder> orders, Call call)
    {
        var before = Neighbour(call, "before_order_id");
        var after = Neighbour(call, "after_order_id");
        return orders.Where(order => (before is null || order.Number < before) && (after is null || order.Number > after));
    }

    private long? Neighbour(Call call, string name)
    {
        if (call.Query(name) is not { } id)
        {
            return null;
        }

        return desk.Orders.TryNumber(id, out var number) ? number : throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid {name}"));
    }
}
