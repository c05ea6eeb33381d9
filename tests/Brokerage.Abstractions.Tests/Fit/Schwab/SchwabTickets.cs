using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal static class SchwabTickets
{
    public static JsonObject Plan(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => Ticket(single.Spec, "SINGLE"),
        OrderPlan.OneCancels group => new JsonObject { ["orderStrategyType"] = "OCO", ["childOrderStrategies"] = new JsonArray([.. group.Parts.Select(Plan)]) },
        OrderPlan.OneTriggers chain => With(Ticket(chain.First, "TRIGGER"), "childOrderStrategies", new JsonArray(Plan(chain.Then))),
        _ => throw new ArgumentException("An unknown plan.", nameof(plan)),
    };

    /// <summary>A replace is the whole order again.</summary>
    public static OrderSpec Apply(Order order, OrderChange change) => new()
    {
        Legs = [.. order.Legs.Select(leg => leg.Leg)],
        Quantity = change.TotalQuantity is { } total ? new OrderQuantity.Units(total) : order.Quantity!,
        Price = change.Price ?? order.Price!,
        TimeInForce = change.TimeInForce ?? order.TimeInForce!,
        Sessions = order.Sessions ?? Sessions.Regular,
    };

    private static JsonObject Ticket(OrderSpec spec, string strategy)
    {
        var (kind, price, stop) = Price(spec.Price, spec.Legs.Count);
        var size = ((OrderQuantity.Units)spec.Quantity).Value;
        return new JsonObject
        {
            ["orderType"] = kind,
            ["session"] = spec.Sessions switch { Sessions.Pre => "AM", Sessions.Post => "PM", Sessions.Extended => "SEAMLESS", _ => "NORMAL" },
            ["duration"] = spec.TimeInForce.Kind switch
            {
                TimeInForceKind.Day => "DAY",
                TimeInForceKind.FillOrKill => "FILL_OR_KILL",
                TimeInForceKind.ImmediateOrCancel => "IMMEDIATE_OR_CANCEL",
                _ => "GOOD_TILL_CANCEL",
            },
            ["orderStrategyType"] = strategy,
            ["quantity"] = size,
            ["price"] = price,
            ["stopPrice"] = stop,
            ["orderLegCollection"] = new JsonArray([.. spec.Legs.Select((leg, index) => Leg(leg, size, index + 1))]),
        };
    }

    private static (string Kind, string? Price, string? Stop) Price(PriceTerms terms, int legs) => terms switch
    {
        PriceTerms.Limit limit when legs > 1 => (limit.Price switch { > 0 => "NET_DEBIT", < 0 => "NET_CREDIT", _ => "NET_ZERO" }, Text(Math.Abs(limit.Price)), null),
        PriceTerms.Limit limit => ("LIMIT", Text(limit.Price), null),
        PriceTerms.Stop trigger => ("STOP", null, Text(trigger.Trigger)),
        PriceTerms.StopLimit both => ("STOP_LIMIT", Text(both.Price), Text(both.Trigger)),
        _ => ("MARKET", null, null),
    };

    private static JsonNode Leg(OrderLeg leg, decimal size, int number) => new JsonObject
    {
        ["orderLegType"] = leg.Instrument is Instrument.Option ? "OPTION" : "EQUITY",
        ["legId"] = number,
        ["instrument"] = SchwabInstruments.Wire(leg.Instrument),
        ["instruction"] = (leg.Instrument is Instrument.Option, leg.Side, leg.Effect) switch
        {
            (true, Side.Buy, PositionEffect.Close) => "BUY_TO_CLOSE",
            (true, Side.Buy, _) => "BUY_TO_OPEN",
            (true, _, PositionEffect.Close) => "SELL_TO_CLOSE",
            (true, _, _) => "SELL_TO_OPEN",
            (false, Side.Buy, PositionEffect.Close) => "BUY_TO_COVER",
            (false, Side.Buy, _) => "BUY",
            (false, _, PositionEffect.Open) => "SELL_SHORT",
            _ => "SELL",
        },
        ["quantity"] = size * leg.Ratio,
    };

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonObject With(JsonObject node, string name, JsonNode value)
    {
        node[name] = value;
        return node;
    }
}
