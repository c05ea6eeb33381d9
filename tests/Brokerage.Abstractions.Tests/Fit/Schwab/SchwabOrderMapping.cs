using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>Orders are trees: TRIGGER holds what follows, OCO holds its two sides and has neither legs nor a price.</summary>
internal static class SchwabOrderMapping
{
    public static Order Order(JsonNode wire, AccountRef account, DateTimeOffset received, OrderId? parent = null, OrderRole? role = null)
    {
        var id = OrderId.Parse(wire.Text("orderId") ?? "?");
        var strategy = wire.Word("orderStrategyType");
        var legs = wire.List("orderLegCollection").ToList();
        var size = wire.Number("quantity");
        var executions = Executions(wire, legs);
        var states = legs.Select((leg, index) => Leg(leg, size, executions.Where(execution => execution.LegIndex == index))).ToList();
        var price = legs.Count == 0 ? null : Price(wire, legs.Count);
        var children = wire.List("childOrderStrategies").ToList();
        return new Order
        {
            Ref = new OrderRef(account, id),
            Parent = parent,
            State = new Raw<OrderState>(State(wire), wire.Text("status")),
            Shape = Shape(strategy, wire.Text("complexOrderStrategyType"), legs.Count),
            Role = role ?? (strategy == "TRIGGER" ? OrderRole.Entry : strategy == "SINGLE" ? OrderRole.Single : OrderRole.Unknown),
            Legs = states,
            Children = [.. children.Select(child => Order(child, account, received, id, RoleOf(child, strategy)))],
            Quantity = size is { } units && legs.Count > 0 ? new OrderQuantity.Units(units) : null,
            Filled = wire.Number("filledQuantity") ?? 0,
            AveragePrice = NetPrice(states, size),
            Price = price,
            TimeInForce = wire.Text("duration") is { } duration ? TimeInForce(duration, wire.Instant("cancelTime")) : null,
            AllOrNone = wire.Text("specialInstruction")?.StartsWith("ALL_OR_NONE", StringComparison.Ordinal),
            Sessions = Sessions(wire.Text("session")),
            Reasons = SchwabErrors.Reasons(wire.Text("statusDescription")),
            Executions = executions,
            SubmittedAt = wire.Instant("enteredTime"),
            ClosedAt = wire.Instant("closeTime"),
            AsOf = new AsOf(received, null),
        };
    }

    private static OrderRole RoleOf(JsonNode child, string parentStrategy) => (parentStrategy, child.Word("orderType")) switch
    {
        ("OCO", "LIMIT") => OrderRole.TakeProfit,
        ("OCO", "STOP" or "STOP_LIMIT" or "TRAILING_STOP") => OrderRole.StopLoss,
        _ => OrderRole.Member,
    };

    private static OrderLegState Leg(JsonNode wire, decimal? size, IEnumerable<Execution> fills)
    {
        var action = wire.Word("instruction");
        var quantity = wire.Number("quantity");
        var done = fills.ToList();
        var filled = done.Sum(fill => fill.Quantity);
        var ratio = quantity / size is { } exact && exact == decimal.Truncate(exact) && exact is > 0 and < 100_000 ? (int)exact : 1;
        return new OrderLegState
        {
            Leg = new OrderLeg(SchwabInstruments.Of(wire.At("instrument")), SideOf(action), EffectOf(action, wire.Text("positionEffect")), ratio),
            RawAction = action,
            Quantity = quantity,
            Filled = filled,
            AveragePrice = filled == 0 ? null : done.Sum(fill => fill.Quantity * fill.Price) / filled,
        };
    }

    private static Side SideOf(string action) => action switch
    {
        "BUY" or "BUY_TO_COVER" or "BUY_TO_OPEN" or "BUY_TO_CLOSE" => Side.Buy,
        "SELL" or "SELL_SHORT" or "SELL_SHORT_EXEMPT" or "SELL_TO_OPEN" or "SELL_TO_CLOSE" => Side.Sell,
        _ => Side.Unknown,
    };

    private static PositionEffect EffectOf(string action, string? told) => (action, told) switch
    {
        (_, "OPENING") => PositionEffect.Open,
        (_, "CLOSING") => PositionEffect.Close,
        ("SELL_SHORT" or "BUY_TO_OPEN" or "SELL_TO_OPEN", _) => PositionEffect.Open,
        ("BUY_TO_COVER" or "BUY_TO_CLOSE" or "SELL_TO_CLOSE", _) => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    /// <summary>A cancellation too comes as an execution, with a price of 0.0: no fill.</summary>
    private static List<Execution> Executions(JsonNode wire, List<JsonNode> legs)
    {
        var total = new decimal[legs.Count];
        var fills = new List<Execution>();
        foreach (var activity in wire.List("orderActivityCollection").Where(activity => activity.Word("executionType") == "FILL"))
        {
            foreach (var fill in activity.List("executionLegs"))
            {
                var index = legs.FindIndex(leg => leg.Text("legId") == fill.Text("legId"));
                if (index < 0 || fill.Number("quantity") is not { } quantity || fill.Number("price") is not { } price) continue;
                total[index] += quantity;
                fills.Add(new Execution
                {
                    Id = $"{activity.Word("activityId")}:{fill.Word("legId")}",
                    LegIndex = index,
                    Quantity = quantity,
                    Price = price,
                    CumulativeAfter = total[index],
                    Time = fill.Instant("time"),
                });
            }
        }
        return fills;
    }

    private static OrderState State(JsonNode wire) => wire.Word("status") switch
    {
        "WORKING" when wire.Number("filledQuantity") > 0 => OrderState.PartiallyFilled,
        "WORKING" => OrderState.Working,
        "AWAITING_PARENT_ORDER" or "AWAITING_CONDITION" or "AWAITING_STOP_CONDITION" or "AWAITING_RELEASE_TIME" => OrderState.Held,
        "NEW" or "ACCEPTED" or "QUEUED" or "PENDING_ACTIVATION" or "PENDING_ACKNOWLEDGEMENT" or "AWAITING_MANUAL_REVIEW" => OrderState.Received,
        "PENDING_CANCEL" or "PENDING_RECALL" or "AWAITING_UR_OUT" => OrderState.PendingCancel,
        "PENDING_REPLACE" => OrderState.PendingReplace,
        "FILLED" => OrderState.Filled,
        "CANCELED" => OrderState.Cancelled,
        "REPLACED" => OrderState.Replaced,
        "EXPIRED" => OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static Raw<OrderShape> Shape(string strategy, string? complex, int legs) => (strategy, complex) switch
    {
        ("OCO", _) => new(OrderShape.OneCancels, strategy),
        ("TRIGGER", _) => new(OrderShape.OneTriggers, strategy),
        ("SINGLE", null or "NONE") => new(legs > 1 ? OrderShape.MultiLeg : OrderShape.Single, complex ?? strategy),
        ("SINGLE", _) => new(OrderShape.MultiLeg, complex),
        _ => new(OrderShape.Unknown, strategy),
    };

    private static PriceTerms Price(JsonNode wire, int legs)
    {
        var (kind, price, stop) = (wire.Word("orderType"), wire.Number("price"), wire.Number("stopPrice"));
        var basis = wire.Text("stopPriceLinkBasis") switch { "LAST" => TriggerBasis.Last, "BID" => TriggerBasis.Bid, "ASK" => TriggerBasis.Ask, "MARK" => TriggerBasis.Mark, _ => TriggerBasis.Default };
        return (kind, price, stop, wire.Number("stopPriceOffset"), wire.Word("stopPriceLinkType")) switch
        {
            ("MARKET" or "MARKET_ON_CLOSE", _, _, _, _) => new PriceTerms.Market(),
            ("LIMIT" or "LIMIT_ON_CLOSE" or "NET_DEBIT", { } limit, _, _, _) => new PriceTerms.Limit(limit),
            ("NET_CREDIT", { } limit, _, _, _) => new PriceTerms.Limit(-limit),
            ("NET_ZERO", _, _, _, _) => new PriceTerms.Limit(0),
            ("STOP", _, { } trigger, _, _) => new PriceTerms.Stop(trigger, basis),
            ("STOP_LIMIT", { } limit, { } trigger, _, _) => new PriceTerms.StopLimit(trigger, limit, basis),
            ("TRAILING_STOP", _, _, { } distance, "VALUE") => new PriceTerms.Trailing(distance, false, null, basis),
            ("TRAILING_STOP", _, _, { } percent, "PERCENT") => new PriceTerms.Trailing(percent / 100, true, null, basis),
            _ => new PriceTerms.Other(kind),
        };
    }

    private static TimeInForce TimeInForce(string duration, DateTimeOffset? until) => duration switch
    {
        "DAY" => new TimeInForce(TimeInForceKind.Day),
        "GOOD_TILL_CANCEL" when until is { } end => new TimeInForce(TimeInForceKind.GoodTillDate, DateOnly.FromDateTime(end.UtcDateTime)),
        "GOOD_TILL_CANCEL" => new TimeInForce(TimeInForceKind.GoodTillCancelled),
        "FILL_OR_KILL" => new TimeInForce(TimeInForceKind.FillOrKill),
        "IMMEDIATE_OR_CANCEL" => new TimeInForce(TimeInForceKind.ImmediateOrCancel),
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: duration),
    };

    private static Sessions? Sessions(string? session) => session switch
    {
        "NORMAL" => Brokerage.Sessions.Regular,
        "AM" => Brokerage.Sessions.Pre,
        "PM" => Brokerage.Sessions.Post,
        "SEAMLESS" => Brokerage.Sessions.Extended,
        _ => null,
    };

    /// <summary>Per unit of the combination, positive when paid: the debit vertical at 0.46 and 0.29 costs 0.17.</summary>
    private static decimal? NetPrice(List<OrderLegState> legs, decimal? size) =>
        legs.Count == 0 || size is null or 0 || legs.Exists(leg => leg.AveragePrice is null)
            ? null
            : legs.Count == 1 ? legs[0].AveragePrice : legs.Sum(leg => (leg.Leg.Side == Side.Sell ? -1 : 1) * leg.AveragePrice * leg.Leg.Ratio);
}
