using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>
/// "legs" are two things: in a bracket they are orders that wait for the entry; in a combination (mleg) they are the legs of an order whose
/// own symbol and side are empty.
/// </summary>
internal static class AlpacaOrderMapping
{
    public static Order Order(JsonNode wire, AccountRef account, DateTimeOffset received, OrderId? parent = null)
    {
        var id = OrderId.TryParse(wire.Text("id"), out var known) ? known : OrderId.Parse("?");
        var combination = wire.Word("order_class") == "mleg";
        var filled = wire.Number("filled_qty") ?? 0;
        return new Order
        {
            Ref = new OrderRef(account, id),
            WireId = wire.Text("client_order_id"),
            Parent = parent,
            State = new Raw<OrderState>(State(wire.Word("status")), wire.Text("status")),
            Shape = new Raw<OrderShape>(Shape(wire.Word("order_class")), wire.Word("order_class")),
            Role = Role(wire, parent),
            Legs = combination ? [.. wire.List("legs").Select(Leg)] : [Leg(wire)],
            Children = combination ? [] : [.. wire.List("legs").Select(leg => Order(leg, account, received, id))],
            Quantity = Quantity(wire),
            Filled = filled,
            AveragePrice = wire.Number("filled_avg_price"),
            Price = Price(wire),
            Currency = Currency.Usd,
            TimeInForce = TimeInForce(wire.Word("time_in_force")),
            Sessions = wire.Flag("extended_hours") switch { true => Sessions.Extended, false => Sessions.Regular, _ => null },
            Replaces = Id(wire, "replaces"),
            ReplacedBy = Id(wire, "replaced_by"),
            Fees = wire.NonZero("commission") is { } commission ? [new Fee("commission", Money.Usd(commission))] : [],
            SubmittedAt = wire.Instant("submitted_at"),
            ClosedAt = wire.Instant("canceled_at") ?? wire.Instant("expired_at") ?? wire.Instant("failed_at") ?? wire.Instant("replaced_at") ?? wire.Instant("filled_at"),
            AsOf = new AsOf(received, wire.Instant("updated_at")),
        };
    }

    /// <summary>An event of the trading stream: the execution is this one's, the order's own figures are the truth.</summary>
    public static OrderEvent Update(JsonNode data, AccountRef account, DateTimeOffset received, long sequence)
    {
        var order = Order(data.At("order")!, account, received);
        var execution = data.Word("event") is "fill" or "partial_fill" && data.Number("qty") is { } quantity && data.Number("price") is { } price
            ? new Execution { Id = data.Text("execution_id"), Quantity = quantity, Price = price, CumulativeAfter = order.Filled, Time = data.Instant("timestamp") }
            : null;
        return new OrderEvent(Cause(data.Word("event")), order, execution, sequence);
    }

    private static OrderCause Cause(string word) => word switch
    {
        "accepted" or "pending_new" => OrderCause.Acknowledged,
        "new" => OrderCause.Activated,
        "fill" or "partial_fill" => OrderCause.Fill,
        "pending_cancel" => OrderCause.CancelRequested,
        "canceled" => OrderCause.Cancelled,
        "order_cancel_rejected" => OrderCause.CancelRefused,
        "pending_replace" => OrderCause.ReplaceRequested,
        "replaced" => OrderCause.Replaced,
        "order_replace_rejected" => OrderCause.ReplaceRefused,
        "expired" => OrderCause.Expired,
        "rejected" => OrderCause.Rejected,
        "suspended" or "done_for_day" or "held" => OrderCause.Suspended,
        _ => OrderCause.Seen,
    };

    private static OrderLegState Leg(JsonNode wire)
    {
        var side = wire.Word("side");
        var ratio = wire.Number("ratio_qty");
        return new OrderLegState
        {
            Leg = new OrderLeg(AlpacaInstruments.Of(wire.Word("symbol"), wire.Word("asset_class")), SideOf(side), Effect(wire.Word("position_intent")), ratio is > 0 and < 1000 ? (int)ratio : 1),
            Order = ratio is null ? null : Id(wire, "id"),
            RawAction = wire.Text("position_intent") ?? side,
            Quantity = wire.Number("qty"),
            Filled = wire.Number("filled_qty") ?? 0,
            AveragePrice = wire.Number("filled_avg_price"),
        };
    }

    private static Side SideOf(string side) => side switch { "buy" => Side.Buy, "sell" or "sell_short" => Side.Sell, _ => Side.Unknown };

    private static PositionEffect Effect(string intent) => intent switch
    {
        "buy_to_open" or "sell_to_open" => PositionEffect.Open,
        "buy_to_close" or "sell_to_close" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    private static OrderQuantity? Quantity(JsonNode wire)
    {
        if (wire.Number("notional") is { } dollars) return new OrderQuantity.Cash(Money.Usd(dollars));
        return wire.Number("qty") is { } units ? new OrderQuantity.Units(units) : null;
    }

    private static OrderRole Role(JsonNode wire, OrderId? parent) => (wire.Word("order_class"), parent, wire.Word("type")) switch
    {
        ("bracket" or "oto", null, _) => OrderRole.Entry,
        ("oco", null, _) => OrderRole.TakeProfit,
        ("mleg" or "" or "simple", null, _) => OrderRole.Single,
        (_, not null, "limit") => OrderRole.TakeProfit,
        (_, not null, "stop" or "stop_limit") => OrderRole.StopLoss,
        _ => OrderRole.Unknown,
    };

    private static OrderShape Shape(string word) => word switch
    {
        "" or "simple" => OrderShape.Single,
        "bracket" => OrderShape.Bracket,
        "oco" => OrderShape.OneCancels,
        "oto" => OrderShape.OneTriggers,
        "mleg" => OrderShape.MultiLeg,
        _ => OrderShape.Unknown,
    };

    private static OrderState State(string word) => word switch
    {
        "accepted" or "pending_new" or "accepted_for_bidding" => OrderState.Received,
        "held" => OrderState.Held,
        "new" or "stopped" => OrderState.Working,
        "partially_filled" => OrderState.PartiallyFilled,
        "done_for_day" or "suspended" or "calculated" => OrderState.Suspended,
        "pending_cancel" => OrderState.PendingCancel,
        "pending_replace" => OrderState.PendingReplace,
        "filled" => OrderState.Filled,
        "canceled" => OrderState.Cancelled,
        "replaced" => OrderState.Replaced,
        "expired" => OrderState.Expired,
        "rejected" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    /// <summary>The net price of a combination is signed by Alpaca as by us: positive is paid.</summary>
    private static PriceTerms Price(JsonNode wire)
    {
        var (limit, stop, trail, percent) = (wire.Number("limit_price"), wire.Number("stop_price"), wire.Number("trail_price"), wire.Number("trail_percent"));
        var kind = wire.Text("type") ?? wire.Word("order_type");
        return kind switch
        {
            "market" => new PriceTerms.Market(),
            "limit" when limit is { } price => new PriceTerms.Limit(price),
            "stop" when stop is { } trigger => new PriceTerms.Stop(trigger),
            "stop_limit" when limit is { } price && stop is { } trigger => new PriceTerms.StopLimit(trigger, price),
            "trailing_stop" when trail is { } distance => new PriceTerms.Trailing(distance, false),
            "trailing_stop" when percent is { } part => new PriceTerms.Trailing(part / 100, true),
            _ => new PriceTerms.Other(kind),
        };
    }

    private static TimeInForce TimeInForce(string word) => word switch
    {
        "day" => Brokerage.TimeInForce.Day,
        "gtc" => Brokerage.TimeInForce.GoodTillCancelled,
        "ioc" => Brokerage.TimeInForce.ImmediateOrCancel,
        "fok" => Brokerage.TimeInForce.FillOrKill,
        "opg" => Brokerage.TimeInForce.AtOpen,
        "cls" => Brokerage.TimeInForce.AtClose,
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: word),
    };

    private static OrderId? Id(JsonNode wire, string name) => OrderId.TryParse(wire.Text(name), out var id) ? id : null;
}
