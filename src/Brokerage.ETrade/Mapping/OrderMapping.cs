using System.Globalization;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// An order as E*TRADE tells it. One id may hold several details, on different symbols: then the order is a parent without legs, and each
/// detail a child that cannot be acted on alone. There are neither executions nor our client id in any answer; assignments and the like are
/// listed as orders, and are events.
/// </summary>
internal static class OrderMapping
{
    private static readonly PriceTerms Market = new PriceTerms.Market();

    public static Order ToOrder(OrderWire wire, AccountRef account, AsOf asOf)
    {
        if (!OrderId.TryParse(wire.OrderId?.Trim(), out var id))
        {
            throw ETradeErrors.Unreadable("an order without an id");
        }

        return wire.OrderDetail switch
        {
            [var only] => ToOrder(only, id, wire.OrderType, account, asOf),
            { Count: > 1 } details => Group(details, id, wire.OrderType, account, asOf),
            _ => throw ETradeErrors.Unreadable("an order without its details"),
        };
    }

    /// <summary>Where an order belongs that has no id of its own: the order, and which of its details.</summary>
    public static (OrderId Parent, string Number)? Member(OrderId order) =>
        order.Value.IndexOf('#', StringComparison.Ordinal) is > 0 and var mark && OrderId.TryParse(order.Value[..mark], out var parent)
            ? (parent, order.Value[(mark + 1)..])
            : null;

    private static Order Group(IReadOnlyList<OrderDetailWire> details, OrderId id, string? type, AccountRef account, AsOf asOf)
    {
        List<Order> children = [];
        for (var i = 0; i < details.Count; i++)
        {
            var number = details[i].OrderNumber ?? i + 1;
            var own = OrderId.Parse(string.Create(CultureInfo.InvariantCulture, $"{id}#{number}"));
            children.Add(ToOrder(details[i], own, null, account, asOf) with { IsAddressable = false, Parent = id, Role = Role(type, i) });
        }

        return new Order
        {
            Ref = new OrderRef(account, id),
            State = StateOf(children),
            Shape = new Raw<OrderShape>(Words.Shape(type, legs: 0), type),
            Role = OrderRole.Unknown,
            Legs = [],
            Children = children,
            Filled = 0m,
            Price = null,
            TimeInForce = null,
            Currency = Currency.Usd,
            SubmittedAt = children.Select(child => child.SubmittedAt).Min(),
            AsOf = asOf,
        };
    }

    private static Order ToOrder(OrderDetailWire detail, OrderId id, string? type, AccountRef account, AsOf asOf)
    {
        var shape = type is null ? Words.Shape("EQ", detail.Instrument?.Count ?? 0) : Words.Shape(type, detail.Instrument?.Count ?? 0);
        shape = Words.IsEvent(detail.Status) ? OrderShape.Event : shape;
        var replacedBy = Id(detail.ReplacedByOrderId);
        var legs = OrderLegs.Of(shape == OrderShape.Event ? Whole(detail) : detail);
        var placed = Times.Instant(detail.PlacedTime, asOf.Received);
        var sessions = Words.Sessions(detail.MarketSession);
        var state = shape == OrderShape.Event ? EventState(detail.Status) : Words.State(detail.Status, legs.Progress, replacedBy is not null);
        if (state == OrderState.Working && WaitingOrders.Waits(sessions, placed, asOf.Received))
        {
            state = OrderState.Received;
        }

        return new Order
        {
            Ref = new OrderRef(account, id),
            State = new Raw<OrderState>(state, detail.Status),
            Shape = new Raw<OrderShape>(shape, type),
            Role = shape is OrderShape.Single or OrderShape.MultiLeg ? OrderRole.Single : OrderRole.Unknown,
            Legs = legs.Legs,
            Quantity = legs.Quantity,
            Filled = legs.Filled,
            AveragePrice = legs.Filled == 0m ? null : legs.AveragePrice,
            Price = Price(detail),
            Currency = Currency.Usd,
            TimeInForce = Words.TimeInForce(detail.OrderTerm, detail.PriceType),
            Sessions = sessions,
            AllOrNone = detail.AllOrNone,
            Replaces = Id(detail.ReplacesOrderId),
            ReplacedBy = replacedBy,
            Reasons = state == OrderState.Rejected ? [Reason(detail, account)] : [],
            Fees = state == OrderState.Filled ? Fees(detail) : [],
            SubmittedAt = placed,

            // Of an order that was not executed the field holds an overflowed number.
            ClosedAt = state == OrderState.Filled && Words.Upper(detail.Status) is "EXECUTED" ? Times.Instant(detail.ExecutedTime, asOf.Received) : null,
            AsOf = asOf,
        };
    }

    // Of what has happened and was never ordered no more is said than that.
    private static OrderDetailWire Whole(OrderDetailWire detail) => detail with
    {
        Instrument = [.. (detail.Instrument ?? []).Select(one => one with { FilledQuantity = one.FilledQuantity ?? one.OrderedQuantity ?? one.Quantity })],
    };

    private static OrderState EventState(string? status) => Words.Upper(status) switch
    {
        "EXECUTED" or "DONE_TRADE_EXECUTED" or "OPTION_EXERCISE" or "OPTION_ASSIGNMENT" or "DO_NOT_EXERCISE" => OrderState.Filled,
        "OPEN" => OrderState.Working,
        "CANCELLED" => OrderState.Cancelled,
        "EXPIRED" => OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    // A group is at work as long as one of its members is.
    private static Raw<OrderState> StateOf(List<Order> children)
    {
        var states = children.ConvertAll(child => child.State);
        if (states.TrueForAll(state => state.Value == states[0].Value))
        {
            return states[0];
        }

        var live = states.FindIndex(state => !OrderLifecycle.IsFinal(state.Value));
        if (live >= 0)
        {
            return states.Exists(state => state.Value is OrderState.Filled or OrderState.PartiallyFilled)
                ? new Raw<OrderState>(OrderState.PartiallyFilled, null)
                : states[live];
        }

        return states.Find(state => state.Value == OrderState.Filled) is { Value: OrderState.Filled } filled ? filled : states[0];
    }

    private static OrderRole Role(string? type, int index) => Words.Upper(type) switch
    {
        "ONE_TRIGGERS_ALL" or "ONE_TRIGGERS_OCO" when index == 0 => OrderRole.Entry,
        _ => OrderRole.Member,
    };

    // 0 stands for "no price". Net prices are named debit or credit; ours are signed, positive when paid.
    private static PriceTerms Price(OrderDetailWire detail) =>
        (Words.Upper(detail.PriceType), Arithmetic.NonZero(detail.LimitPrice), Arithmetic.NonZero(detail.StopPrice)) switch
        {
            ("MARKET" or "MARKET_ON_OPEN" or "MARKET_ON_CLOSE", _, _) => Market,
            ("LIMIT" or "LIMIT_ON_OPEN" or "LIMIT_ON_CLOSE" or "NET_DEBIT", { } limit, _) => new PriceTerms.Limit(limit),
            ("NET_CREDIT", { } limit, _) => new PriceTerms.Limit(-limit),
            ("NET_EVEN", _, _) => new PriceTerms.Limit(0m),
            ("STOP", _, { } stop) => new PriceTerms.Stop(stop),
            ("STOP_LIMIT", { } limit, { } stop) => new PriceTerms.StopLimit(stop, limit),
            ("TRAILING_STOP_CNST", null, { } trail) when Arithmetic.NonZero(detail.StopLimitPrice) is null => new PriceTerms.Trailing(trail, InPercent: false),
            ("TRAILING_STOP_PRCT", null, { } trail) when Arithmetic.NonZero(detail.StopLimitPrice) is null => new PriceTerms.Trailing(trail / 100m, InPercent: true),
            _ => new PriceTerms.Other(detail.PriceType ?? ""),
        };

    private static BrokerageError Reason(OrderDetailWire detail, AccountRef account)
    {
        var message = detail.Messages?.Message is [var first, ..] ? first : null;
        return new BrokerageError(
            BrokerageErrorCode.OrderRejected, ETradeAdapter.BrokerId,
            message is null ? "E*TRADE took the order and rejected it afterwards; the order does not tell why." : Messages.Text(message))
        {
            Account = account,
            BrokerCode = message?.Code,
            BrokerText = message is null ? null : Messages.Text(message),
        };
    }

    private static IReadOnlyList<Fee> Fees(OrderDetailWire detail)
    {
        List<Fee> fees = [];
        foreach (var wire in detail.Instrument ?? [])
        {
            Add("estimated commission", wire.EstimatedCommission);
            Add("estimated fees", wire.EstimatedFees);
        }

        return fees;

        void Add(string kind, decimal? amount)
        {
            if (amount is > 0m and var paid)
            {
                fees.Add(new Fee(kind, new Money(paid, Currency.Usd)));
            }
        }
    }

    private static OrderId? Id(string? text) => text?.Trim() is { } id && id.TrimStart('0').Length > 0 && OrderId.TryParse(id, out var parsed) ? parsed : null;
}
