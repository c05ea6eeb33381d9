using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>
/// One id may hold several details (ONE_CANCELS_ALL, on different symbols): then the order is a parent without legs, and each
/// detail a child that cannot be acted on alone. There are no executions and no client id in any answer.
/// </summary>
internal static class ETradeOrderMapping
{
    public static IReadOnlyList<Order> Orders(JsonNode? root, AccountRef account, DateTimeOffset received) =>
        [.. root.At("OrdersResponse").List("Order").Select(wire => Order(wire, account, received))];

    public static Order Order(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var id = wire.Word("orderId");
        var type = wire.Word("orderType");
        var details = wire.List("OrderDetail").ToList();
        return details is [var only] ? Detail(only, id, type, account, received) : Group(details, id, type, account, received);
    }

    private static Order Group(List<JsonNode> details, string id, string type, AccountRef account, DateTimeOffset received)
    {
        var children = details.Select((detail, index) => Detail(detail, $"{id}#{detail.Text("orderNumber") ?? $"{index + 1}"}", "", account, received) with
        {
            IsAddressable = false,
            Parent = IdOf(id),
            Role = OrderRole.Member,
        }).ToList();
        return new Order
        {
            Ref = new OrderRef(account, IdOf(id)),
            State = children.Select(child => child.State).Distinct().Count() == 1 ? children[0].State : new Raw<OrderState>(OrderState.Unknown, null),
            Shape = new Raw<OrderShape>(Shape(type, 0), type),
            Legs = [],
            Children = children,
            Filled = 0,
            Price = null,
            TimeInForce = null,
            AsOf = new AsOf(received, null),
        };
    }

    private static Order Detail(JsonNode detail, string id, string type, AccountRef account, DateTimeOffset received)
    {
        var legs = detail.List("Instrument").Select(Leg).ToList();
        return new Order
        {
            Ref = new OrderRef(account, IdOf(id)),
            State = new Raw<OrderState>(State(detail.Word("status"), legs), detail.Text("status")),
            Shape = new Raw<OrderShape>(Shape(type, legs.Count), type),
            Role = legs.Count == 1 ? OrderRole.Single : OrderRole.Unknown,
            Legs = legs,
            Quantity = Quantity(detail),
            Filled = legs.Count == 0 ? 0 : legs.Min(leg => leg.Filled),
            AveragePrice = NetPrice(legs),
            Price = Price(detail),
            TimeInForce = TimeInForce(detail.Word("orderTerm")),
            AllOrNone = detail.Flag("allOrNone"),
            Sessions = detail.Word("marketSession") switch { "REGULAR" => Sessions.Regular, "EXTENDED" => Sessions.Extended, _ => null },
            Replaces = Id(detail, "replacesOrderId"),
            ReplacedBy = Id(detail, "replacedByOrderId"),
            Fees = Fees(detail),
            SubmittedAt = Times.Epoch(detail.Integer("placedTime")),
            // Of any order that is not executed this field holds an overflowed number.
            ClosedAt = detail.Word("status") == "EXECUTED" ? Times.Epoch(detail.Integer("executedTime")) : null,
            AsOf = new AsOf(received, null),
        };
    }

    private static OrderLegState Leg(JsonNode wire)
    {
        var action = wire.Word("orderAction");
        return new OrderLegState
        {
            Leg = new OrderLeg(ETradeInstruments.Of(wire.At("Product")), Side(action), Effect(action)),
            RawAction = action,
            Quantity = wire.Number("orderedQuantity") ?? wire.Number("quantity"),
            Filled = wire.Number("filledQuantity") ?? 0,
            AveragePrice = wire.NonZero("averageExecutionPrice"),
        };
    }

    public static Side Side(string action) => action switch
    {
        "BUY" or "BUY_TO_COVER" or "BUY_OPEN" or "BUY_CLOSE" => Brokerage.Side.Buy,
        "SELL" or "SELL_SHORT" or "SELL_OPEN" or "SELL_CLOSE" => Brokerage.Side.Sell,
        _ => Brokerage.Side.Unknown,
    };

    public static PositionEffect Effect(string action) => action switch
    {
        "SELL_SHORT" or "BUY_OPEN" or "SELL_OPEN" => PositionEffect.Open,
        "BUY_TO_COVER" or "BUY_CLOSE" or "SELL_CLOSE" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    private static OrderQuantity? Quantity(JsonNode detail)
    {
        var legs = detail.List("Instrument").ToList();
        var sizes = legs.Select(leg => leg.Number("orderedQuantity") ?? leg.Number("quantity")).ToList();
        if (sizes.Count == 0 || sizes.Min() is not { } size) return null;
        return legs[0].Word("quantityType") switch
        {
            "QUANTITY" => new OrderQuantity.Units(size),
            "DOLLAR" => new OrderQuantity.Cash(Money.Usd(size)),
            _ => null,
        };
    }

    /// <summary>A partly filled order still says OPEN: the quantities tell.</summary>
    private static OrderState State(string status, List<OrderLegState> legs) => status switch
    {
        "OPEN" or "PARTIAL" or "INDIVIDUAL_FILLS" when legs.Exists(leg => leg.Filled > 0) && legs.Exists(leg => leg.Filled < leg.Quantity) => OrderState.PartiallyFilled,
        "OPEN" or "PARTIAL" or "INDIVIDUAL_FILLS" => OrderState.Working,
        "EXECUTED" or "DONE_TRADE_EXECUTED" => OrderState.Filled,
        "CANCEL_REQUESTED" => OrderState.PendingCancel,
        "CANCELLED" => OrderState.Cancelled,
        "EXPIRED" => OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static OrderShape Shape(string type, int legs) => type switch
    {
        "ONE_CANCELS_ALL" => OrderShape.OneCancels,
        "ONE_TRIGGERS_ALL" or "ONE_TRIGGERS_OCO" => OrderShape.OneTriggers,
        "BRACKETED" => OrderShape.Bracket,
        "CONTINGENT" => OrderShape.Conditional,
        "SPREADS" or "BUY_WRITES" or "BUTTERFLY" or "IRON_BUTTERFLY" or "CONDOR" or "IRON_CONDOR" => OrderShape.MultiLeg,
        "OPTION_EXERCISE" or "OPTION_ASSIGNMENT" or "OPTION_EXPIRED" or "DO_NOT_EXERCISE" => OrderShape.Event,
        "EQ" or "OPTN" or "MF" or "MMF" or "BOND" or "" => legs > 1 ? OrderShape.MultiLeg : OrderShape.Single,
        _ => OrderShape.Unknown,
    };

    /// <summary>0 stands for "no price". Net prices are named debit or credit; ours are signed, positive is paid.</summary>
    private static PriceTerms Price(JsonNode detail)
    {
        var (limit, stop) = (detail.NonZero("limitPrice"), detail.NonZero("stopPrice"));
        var kind = detail.Word("priceType");
        return (kind, limit, stop) switch
        {
            ("MARKET" or "MARKET_ON_OPEN" or "MARKET_ON_CLOSE", _, _) => new PriceTerms.Market(),
            ("LIMIT" or "LIMIT_ON_OPEN" or "LIMIT_ON_CLOSE" or "NET_DEBIT", { } price, _) => new PriceTerms.Limit(price),
            ("NET_CREDIT", { } price, _) => new PriceTerms.Limit(-price),
            ("NET_EVEN", _, _) => new PriceTerms.Limit(0),
            ("STOP", _, { } trigger) => new PriceTerms.Stop(trigger),
            ("STOP_LIMIT", { } price, { } trigger) => new PriceTerms.StopLimit(trigger, price),
            ("TRAILING_STOP_CNST", _, { } distance) => new PriceTerms.Trailing(distance, false),
            ("TRAILING_STOP_PRCT", _, { } percent) => new PriceTerms.Trailing(percent / 100, true),
            _ => new PriceTerms.Other(kind),
        };
    }

    private static TimeInForce TimeInForce(string term) => term switch
    {
        "GOOD_FOR_DAY" => new TimeInForce(TimeInForceKind.Day),
        "GOOD_UNTIL_CANCEL" => new TimeInForce(TimeInForceKind.GoodTillCancelled),
        "GOOD_TILL_DATE" => new TimeInForce(TimeInForceKind.GoodTillDate, Text: term),
        "IMMEDIATE_OR_CANCEL" => new TimeInForce(TimeInForceKind.ImmediateOrCancel),
        "FILL_OR_KILL" => new TimeInForce(TimeInForceKind.FillOrKill),
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: term),
    };

    private static decimal? NetPrice(List<OrderLegState> legs) => legs switch
    {
        [var one] => one.AveragePrice,
        _ when legs.Count > 1 && legs.TrueForAll(leg => leg.AveragePrice is not null) =>
            legs.Sum(leg => leg.Leg.Side == Brokerage.Side.Sell ? -leg.AveragePrice : leg.AveragePrice),
        _ => null,
    };

    private static List<Fee> Fees(JsonNode detail) =>
    [
        .. detail.List("Instrument").SelectMany(leg => new (string Kind, decimal? Amount)[]
        {
            ("estimated commission", leg.NonZero("estimatedCommission")),
            ("estimated fees", leg.NonZero("estimatedFees")),
        }).Where(fee => fee.Amount is not null).Select(fee => new Fee(fee.Kind, Money.Usd(fee.Amount!.Value))),
    ];

    private static OrderId? Id(JsonNode wire, string name) => wire.NonZero(name) is { } id ? IdOf(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;

    private static OrderId IdOf(string text) => OrderId.TryParse(text, out var id) ? id : OrderId.Parse("?");
}
