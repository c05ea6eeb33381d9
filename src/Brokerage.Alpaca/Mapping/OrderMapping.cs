using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>An order as Alpaca tells it, read without loss: brackets keep their legs as children, several option legs stay one order.</summary>
internal static class OrderMapping
{
    private static readonly PriceTerms Market = new PriceTerms.Market();

    public static Order ToOrder(OrderWire wire, AccountRef account, Currency currency, AsOf asOf) =>
        ToOrder(wire, account, currency, asOf, parent: null, parentShape: OrderShape.Single);

    private static Order ToOrder(OrderWire wire, AccountRef account, Currency currency, AsOf asOf, OrderId? parent, OrderShape parentShape)
    {
        if (!OrderId.TryParse(wire.Id, out var id))
        {
            throw AlpacaErrors.Unreadable("an order without an id");
        }

        var filled = Filled(wire);
        var shape = parent is null ? Words.Shape(wire.OrderClass) : OrderShape.Single;
        var state = Words.State(wire.Status, wire.Qty, filled);
        var legs = Legs(wire, shape, filled);
        return new Order
        {
            Ref = new OrderRef(account, id),
            ClientOrderId = WireIds.ToClientOrderId(wire.ClientOrderId),
            WireId = wire.ClientOrderId,
            State = new Raw<OrderState>(state, wire.Status),
            Shape = new Raw<OrderShape>(shape, wire.OrderClass),
            Role = Role(wire, shape, parentShape, isChild: parent is not null),
            Legs = legs,
            Children = shape == OrderShape.MultiLeg ? [] : Children(wire, account, currency, asOf, id, shape),
            Parent = parent,
            Quantity = Quantity(wire, currency),
            Filled = filled,
            AveragePrice = filled == 0 ? null : wire.FilledAvgPrice,
            Price = Price(wire),
            Currency = CurrencyOf(legs, currency),
            TimeInForce = Words.TimeInForce(wire.TimeInForce),
            Sessions = wire.ExtendedHours is { } extended ? extended ? Sessions.Extended : Sessions.Regular : null,
            Replaces = Id(wire.Replaces),
            ReplacedBy = Id(wire.ReplacedBy),
            Reasons = state == OrderState.Rejected ? [AlpacaErrors.RejectedLater(account)] : [],
            Fees = wire.Commission is > 0 and var paid ? [new Fee("commission", new Money(paid, currency))] : [],
            SubmittedAt = wire.SubmittedAt ?? wire.CreatedAt,
            ClosedAt = OrderLifecycle.IsFinal(state) ? ClosedAt(wire) : null,
            AsOf = asOf with { BrokerTime = wire.UpdatedAt },
        };
    }

    // An order that may have filled and does not say how much would read as one that has not.
    private static decimal Filled(OrderWire wire) => wire.FilledQty
        ?? (wire.Status is "accepted" or "pending_new" or "accepted_for_bidding" or "new" or "held" or "rejected"
            ? 0m
            : throw AlpacaErrors.Unreadable("an order without a filled quantity"));

    private static IReadOnlyList<Order> Children(OrderWire wire, AccountRef account, Currency currency, AsOf asOf, OrderId parent, OrderShape shape) =>
        wire.Legs is not { Count: > 0 } legs ? [] : [.. legs.Select(leg => ToOrder(Present(leg), account, currency, asOf, parent, shape))];

    // Without one of its parts an order is another order.
    private static OrderWire Present(OrderWire? leg) => leg ?? throw AlpacaErrors.Unreadable("an order with an empty leg");

    // The parent of several option legs has no symbol and no side of its own; its legs are not orders that one could act on alone.
    private static IReadOnlyList<OrderLegState> Legs(OrderWire wire, OrderShape shape, decimal filled)
    {
        if (shape == OrderShape.MultiLeg && wire.Legs is { Count: > 0 } legs)
        {
            return [.. legs.Select(Named).Select(leg => Leg(leg, Filled(leg), isPart: true))];
        }

        return string.IsNullOrEmpty(wire.Symbol) ? [] : [Leg(wire, filled, isPart: false)];
    }

    private static OrderWire Named(OrderWire? leg) =>
        string.IsNullOrEmpty(Present(leg).Symbol) ? throw AlpacaErrors.Unreadable("an order with a leg that names nothing") : leg!;

    private static OrderLegState Leg(OrderWire wire, decimal filled, bool isPart)
    {
        var instrument = string.IsNullOrEmpty(wire.AssetClass)
            ? Symbols.Guess(wire.Symbol!)
            : Symbols.ToInstrument(wire.Symbol!, wire.AssetClass);
        var ratio = wire.RatioQty is >= 1 and <= int.MaxValue and var r && r == decimal.Truncate(r) ? (int)r : 1;
        var leg = new OrderLeg(instrument, Words.Side(wire.Side), Words.Effect(wire.PositionIntent), ratio);
        return new OrderLegState
        {
            Leg = leg,
            Order = isPart ? Id(wire.Id) : null,
            RawAction = string.IsNullOrEmpty(wire.PositionIntent) ? wire.Side : wire.PositionIntent,
            Quantity = wire.Qty,
            Filled = filled,
            AveragePrice = filled == 0 ? null : wire.FilledAvgPrice,
        };
    }

    // Of an OCO pair the parent is the limit order itself; of a bracket it is the entry.
    private static OrderRole Role(OrderWire wire, OrderShape shape, OrderShape parentShape, bool isChild)
    {
        if (isChild)
        {
            return parentShape is OrderShape.Bracket or OrderShape.OneCancels or OrderShape.OneTriggers ? ExitRole(wire) : OrderRole.Member;
        }

        return shape switch
        {
            OrderShape.Single or OrderShape.MultiLeg => OrderRole.Single,
            _ when wire.Legs is not { Count: > 0 } => OrderRole.Unknown,   // a leg asked for by its own id does not say which one it is
            OrderShape.Bracket or OrderShape.OneTriggers => OrderRole.Entry,
            OrderShape.OneCancels => OrderRole.TakeProfit,
            _ => OrderRole.Unknown,
        };
    }

    private static OrderRole ExitRole(OrderWire wire) => Type(wire) switch
    {
        "limit" => OrderRole.TakeProfit,
        "stop" or "stop_limit" or "trailing_stop" => OrderRole.StopLoss,
        _ => OrderRole.Unknown,
    };

    private static OrderQuantity? Quantity(OrderWire wire, Currency currency) => wire switch
    {
        { Qty: { } units } => new OrderQuantity.Units(units),
        { Notional: { } cash } => new OrderQuantity.Cash(new Money(cash, currency)),
        _ => null,
    };

    private static PriceTerms Price(OrderWire wire) => (Type(wire), wire) switch
    {
        ("market", _) => Market,
        ("limit", { LimitPrice: { } limit }) => new PriceTerms.Limit(limit),
        ("stop", { StopPrice: { } stop }) => new PriceTerms.Stop(stop),
        ("stop_limit", { StopPrice: { } stop, LimitPrice: { } limit }) => new PriceTerms.StopLimit(stop, limit),
        ("trailing_stop", { TrailPrice: { } amount }) => new PriceTerms.Trailing(amount, InPercent: false),
        ("trailing_stop", { TrailPercent: { } percent }) => new PriceTerms.Trailing(percent / 100m, InPercent: true),
        var (type, _) => new PriceTerms.Other(type ?? ""),
    };

    // A pair is priced in its own second half, everything else in the account's currency.
    private static Currency? CurrencyOf(IReadOnlyList<OrderLegState> legs, Currency account) =>
        legs is [{ Leg.Instrument: Instrument.Crypto pair }] ? InstrumentMapping.QuoteCurrency(pair) : account;

    private static string? Type(OrderWire wire) => string.IsNullOrEmpty(wire.Type) ? wire.OrderType : wire.Type;

    private static OrderId? Id(string? text) => OrderId.TryParse(text, out var id) ? id : null;

    private static DateTimeOffset? ClosedAt(OrderWire wire) => wire.Status switch
    {
        "filled" => wire.FilledAt,
        "canceled" => wire.CanceledAt,
        "expired" => wire.ExpiredAt,
        "replaced" => wire.ReplacedAt,
        "rejected" => wire.FailedAt,
        _ => null,
    };
}
