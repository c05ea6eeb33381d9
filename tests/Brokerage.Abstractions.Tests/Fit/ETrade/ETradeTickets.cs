using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>Our order as E*TRADE's ticket. Preview and place carry the very same one.</summary>
internal static class ETradeTickets
{
    public static string Request(string root, string type, string wireId, JsonObject ticket, string? preview)
    {
        var request = new JsonObject { ["orderType"] = type, ["clientOrderId"] = wireId };
        if (preview is not null) request["PreviewIds"] = new JsonArray(new JsonObject { ["previewId"] = JsonNode.Parse(preview) });
        request["Order"] = new JsonArray(ticket.DeepClone());
        return new JsonObject { [root] = request }.ToJsonString();
    }

    public static string Type(IReadOnlyList<OrderLeg> legs) => legs.Count > 1 ? "SPREADS" : legs[0].Instrument is Instrument.Option ? "OPTN" : "EQ";

    public static JsonObject Ticket(OrderSpec spec)
    {
        var (kind, limit, stop) = Price(spec.Price, spec.Legs.Count);
        var size = spec.Quantity is OrderQuantity.Units units ? units.Value : throw new ArgumentException("E*TRADE takes whole units.", nameof(spec));
        return new JsonObject
        {
            ["allOrNone"] = spec.AllOrNone,
            ["priceType"] = kind,
            ["orderTerm"] = spec.TimeInForce.Kind switch
            {
                TimeInForceKind.Day => "GOOD_FOR_DAY",
                TimeInForceKind.GoodTillCancelled => "GOOD_UNTIL_CANCEL",
                TimeInForceKind.ImmediateOrCancel => "IMMEDIATE_OR_CANCEL",
                _ => "FILL_OR_KILL",
            },
            ["marketSession"] = spec.Sessions == Sessions.Regular ? "REGULAR" : "EXTENDED",
            ["limitPrice"] = limit,
            ["stopPrice"] = stop,
            ["Instrument"] = new JsonArray([.. spec.Legs.Select(leg => Leg(leg, size))]),
        };
    }

    /// <summary>An order as read, asked for again: changes send the whole ticket.</summary>
    public static OrderSpec Spec(Order order) => new()
    {
        Legs = [.. order.Legs.Select(leg => leg.Leg)],
        Quantity = order.Quantity!,
        Price = order.Price!,
        TimeInForce = order.TimeInForce!,
        Sessions = order.Sessions ?? Sessions.Regular,
        AllOrNone = order.AllOrNone ?? false,
    };

    public static OrderSpec Apply(Order order, OrderChange change)
    {
        var spec = Spec(order);
        return spec with
        {
            Quantity = change.TotalQuantity is { } total ? new OrderQuantity.Units(total) : spec.Quantity,
            Price = change.Price ?? spec.Price,
            TimeInForce = change.TimeInForce ?? spec.TimeInForce,
        };
    }

    public static OrderPreview Preview(JsonNode? reply)
    {
        var orders = reply.List("Order").ToList();
        var commission = orders.Sum(order => (order.Number("estimatedCommission") ?? 0) + (order.Number("estimatedFees") ?? 0));
        return new OrderPreview
        {
            Source = Support.Native,
            Notices = [.. orders.SelectMany(order => Notices(order.At("messages"))), .. Notices(reply.At("MessageList"))],
            Commission = new MoneyRange(Money.Usd(commission), Money.Usd(commission)),
            EstimatedTotal = orders.Select(order => order.Number("estimatedTotalAmount")).FirstOrDefault() is { } total ? Money.Usd(total) : null,
            BuyingPowerAfter = reply.Number("marginBpDetails/nonMarginable/netBp") ?? reply.Number("cashBpDetails/settledUnsettled/netBp"),
        };
    }

    public static IEnumerable<Notice> Notices(JsonNode? messages) => messages.List("Message").Select(message => new Notice(
        message.Word("type") == "WARNING" ? NoticeSeverity.Warning : NoticeSeverity.Info,
        message.Text("code"),
        message.Word("description").Trim()));

    private static JsonNode Leg(OrderLeg leg, decimal size) => new JsonObject
    {
        ["Product"] = ETradeInstruments.Product(leg.Instrument),
        ["orderAction"] = (leg.Instrument is Instrument.Option, leg.Side, leg.Effect) switch
        {
            (true, Side.Buy, PositionEffect.Close) => "BUY_CLOSE",
            (true, Side.Buy, _) => "BUY_OPEN",
            (true, _, PositionEffect.Open) => "SELL_OPEN",
            (true, _, _) => "SELL_CLOSE",
            (false, Side.Buy, PositionEffect.Close) => "BUY_TO_COVER",
            (false, Side.Buy, _) => "BUY",
            (false, _, PositionEffect.Open) => "SELL_SHORT",
            _ => "SELL",
        },
        ["quantityType"] = "QUANTITY",
        ["quantity"] = (size * leg.Ratio).ToString(CultureInfo.InvariantCulture),
    };

    private static (string Kind, string Limit, string Stop) Price(PriceTerms price, int legs) => price switch
    {
        PriceTerms.Limit limit when legs > 1 => (limit.Price switch { > 0 => "NET_DEBIT", < 0 => "NET_CREDIT", _ => "NET_EVEN" }, Text(Math.Abs(limit.Price)), ""),
        PriceTerms.Limit limit => ("LIMIT", Text(limit.Price), ""),
        PriceTerms.Stop stop => ("STOP", "", Text(stop.Trigger)),
        PriceTerms.StopLimit both => ("STOP_LIMIT", Text(both.Price), Text(both.Trigger)),
        PriceTerms.Trailing { InPercent: true } trail => ("TRAILING_STOP_PRCT", "", Text(trail.Distance * 100)),
        PriceTerms.Trailing trail => ("TRAILING_STOP_CNST", "", Text(trail.Distance)),
        _ => ("MARKET", "", ""),
    };

    private static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
