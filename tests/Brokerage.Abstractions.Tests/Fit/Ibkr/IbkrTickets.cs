using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>Tickets in their array: a bracket is a parent with an id of ours and children that name it and have none.</summary>
internal static class IbkrTickets
{
    public static (JsonArray Tickets, IReadOnlyList<OrderRole> Roles) Of(OrderPlan plan, string conid, string wireId)
    {
        switch (plan)
        {
            case OrderPlan.Single single:
                return (new JsonArray(Ticket(single.Spec, conid, "cOID", wireId)), [OrderRole.Single]);
            case OrderPlan.OneTriggers { Then: OrderPlan.OneCancels pair } bracket:
                var tickets = new JsonArray(Ticket(bracket.First, conid, "cOID", wireId));
                var roles = new List<OrderRole> { OrderRole.Entry };
                foreach (var part in pair.Parts.OfType<OrderPlan.Single>())
                {
                    tickets.Add(Ticket(part.Spec, conid, "parentId", wireId));
                    roles.Add(part.Spec.Price is PriceTerms.Limit ? OrderRole.TakeProfit : OrderRole.StopLoss);
                }
                return (tickets, roles);
            default:
                throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, IbkrWebAdapter.Broker, "Not part of this sketch."));
        }
    }

    public static OrderSpec First(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => single.Spec,
        OrderPlan.OneTriggers chain => chain.First,
        OrderPlan.OneCancels group => First(group.Parts[0]),
        _ => throw new ArgumentException("An unknown plan.", nameof(plan)),
    };

    private static JsonObject Ticket(OrderSpec spec, string conid, string idName, string id)
    {
        var ticket = new JsonObject
        {
            ["conid"] = JsonNode.Parse(conid),
            [idName] = id,
            ["side"] = spec.Legs[0].Side == Side.Buy ? "BUY" : "SELL",
            ["tif"] = spec.TimeInForce.Kind switch { TimeInForceKind.Day => "DAY", TimeInForceKind.ImmediateOrCancel => "IOC", TimeInForceKind.AtOpen => "OPG", _ => "GTC" },
            ["outsideRTH"] = spec.Sessions != Sessions.Regular,
        };
        switch (spec.Price)
        {
            case PriceTerms.Limit limit:
                (ticket["orderType"], ticket["price"]) = ("LMT", limit.Price);
                break;
            case PriceTerms.Stop stop:
                (ticket["orderType"], ticket["price"]) = ("STP", stop.Trigger);
                break;
            default:
                ticket["orderType"] = "MKT";
                break;
        }
        if (spec.Quantity is OrderQuantity.Cash cash) ticket["cashQty"] = cash.Value.Amount;
        else ticket["quantity"] = ((OrderQuantity.Units)spec.Quantity).Value;
        foreach (var (key, value) in spec.Extras) ticket[key["ibkr.".Length..]] = value;
        return ticket;
    }
}
