using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>An order of the exchange as the wire has it.</summary>
internal sealed class OrderMapping(WireIds ids, Func<OrderId, ExchangeOrder?> find)
{
    /// <summary>The tag of an order that was taken while its market was closed.</summary>
    public const string TakenClosed = "alpaca.closed";

    // The broker's legs of a multi-leg order are orders with ids; ours are not. Eight numbers are set aside for each order.
    private const int NumbersPerOrder = 8;

    // Between pending_new and new, submitted_at moves by a few milliseconds, while created_at stays.
    private static readonly TimeSpan Routing = TimeSpan.FromTicks(38_517);

    public string Id(ExchangeOrder order) => ids.Order(order.Number * NumbersPerOrder);

    public string Id(long number) => ids.Order(number * NumbersPerOrder);

    /// <summary>The order's number in the exchange; for a leg of a multi-leg order that of the order around it.</summary>
    public bool TryNumber(string text, out long number)
    {
        var found = ids.TryOrder(text, out number);
        number /= NumbersPerOrder;
        return found;
    }

    /// <summary>Containers are the exchange's own; the broker shows only orders with terms.</summary>
    public static bool IsShown(ExchangeOrder order) => order.Spec is not null;

    /// <summary>Whether nested lists show the order inside another one.</summary>
    public bool IsLeg(ExchangeOrder order) => order.Parent is not null && ParentOf(order) is { } parent && parent.Id != order.Id;

    public OrderWire ToWire(ExchangeOrder order, bool withLegs)
    {
        var spec = order.Spec ?? throw new ArgumentException("A container is no order of the broker.", nameof(order));
        var isMultiLeg = spec.Legs.Count > 1;
        var leg = isMultiLeg ? null : spec.Legs[0];
        return Terms(order, spec) with
        {
            AssetId = leg is null ? "" : ids.Asset(Symbols.Of(leg.Instrument)),
            Symbol = leg is null ? "" : Symbols.Of(leg.Instrument),
            AssetClass = leg is null ? "" : Words.AssetClass(leg.Instrument),
            Side = leg is null ? "" : Words.Side(leg.Side),
            PositionIntent = leg is null ? null : Words.Intent(leg.Side, leg.Effect),
            OrderClass = OrderClass(order),
            Legs = isMultiLeg ? MultiLegs(order, spec) : withLegs ? Legs(order) : null,
        };
    }

    public static string Status(ExchangeOrder order)
    {
        // An order for a closed market is "accepted" until that opens; one for an open market is pending_new for milliseconds.
        return order.State is OrderState.Received && order.Tags.ContainsKey(TakenClosed) ? "accepted" : Words.Status(order.State);
    }

    private OrderWire Terms(ExchangeOrder order, OrderSpec spec)
    {
        var type = Words.Type(spec.Price);
        var stop = order.StopPrice ?? (spec.Price as PriceTerms.Stop)?.Trigger ?? (spec.Price as PriceTerms.StopLimit)?.Trigger;
        return new OrderWire
        {
            Id = Id(order),
            ClientOrderId = order.ClientId ?? Id(order),
            CreatedAt = WireText.Time(order.ReceivedAt),
            UpdatedAt = WireText.Time(order.UpdatedAt),
            SubmittedAt = WireText.Time(SubmittedAt(order)),
            FilledAt = order.State is OrderState.Filled ? WireText.Time(order.ClosedAt ?? order.UpdatedAt) : null,
            ExpiredAt = At(order, OrderState.Expired),
            ExpiresAt = WireText.Time(order.ExpiresAt ?? EndOfDay(order, spec)),
            CanceledAt = At(order, OrderState.Cancelled),
            FailedAt = At(order, OrderState.Rejected),
            ReplacedAt = At(order, OrderState.Replaced),
            ReplacedBy = Linked(order.ReplacedBy),
            Replaces = Linked(order.Replaces),
            AssetId = "",
            Symbol = "",
            AssetClass = "",
            Notional = spec.Quantity is OrderQuantity.Cash cash ? WireText.Number(cash.Value.Amount) : null,
            Qty = spec.Quantity is OrderQuantity.Units units ? WireText.Number(order.Quantity ?? units.Value) : null,
            FilledQty = WireText.Number(order.Filled),
            FilledAvgPrice = order.AveragePrice is { } average ? WireText.Micros(average) : null,
            OrderClass = "",
            OrderType = type,
            Type = type,
            Side = "",
            TimeInForce = Words.TimeInForce(spec.TimeInForce.Kind),
            LimitPrice = WireText.Number((spec.Price as PriceTerms.Limit)?.Price ?? (spec.Price as PriceTerms.StopLimit)?.Price),
            StopPrice = WireText.Number(stop),
            Status = Status(order),
            ExtendedHours = spec.Sessions is not Sessions.Regular,
            Legs = null,
            TrailPercent = spec.Price is PriceTerms.Trailing { InPercent: true } percent ? WireText.Number(percent.Distance * 100m) : null,
            TrailPrice = spec.Price is PriceTerms.Trailing { InPercent: false } amount ? WireText.Number(amount.Distance) : null,
            Hwm = WireText.Number(order.WaterMark),
        };
    }

    public static DateTimeOffset SubmittedAt(ExchangeOrder order) =>
        order.State is OrderState.Received or OrderState.Held or OrderState.Rejected || order.Spec?.Price is PriceTerms.Market
            ? order.ReceivedAt
            : order.ReceivedAt + Routing;

    // A market that is open at any hour never ends an order of the day, and the broker still tells the close of its session.
    private static DateTimeOffset? EndOfDay(ExchangeOrder order, OrderSpec spec) =>
        spec.TimeInForce.Kind is TimeInForceKind.Day ? UsMarketCalendar.Instance.NextClose(order.ReceivedAt) : null;

    private static string? At(ExchangeOrder order, OrderState state) =>
        order.State == state ? WireText.Time(order.ClosedAt ?? order.UpdatedAt) : null;

    private string? Linked(OrderId? order) => order is { } id && find(id) is { } found ? Id(found) : null;

    private string OrderClass(ExchangeOrder order)
    {
        if (order.Spec?.Legs.Count > 1)
        {
            return "mleg";
        }

        var root = order.Root == order.Id ? order : find(order.Root) ?? order;
        return root.Shape switch
        {
            OrderShape.Bracket => "bracket",
            OrderShape.OneCancels => "oco",
            OrderShape.OneTriggers => "oto",
            // The recorded answers say "" for stocks and crypto, and "simple" for options.
            _ => order.Spec?.Legs[0].Instrument is Instrument.Option ? "simple" : "",
        };
    }

    private List<OrderWire>? Legs(ExchangeOrder order)
    {
        var below = ParentOf(order) is { } parent && parent.Id == order.Id ? Below(order) : [];
        return below.Count == 0 ? null : below.ConvertAll(leg => ToWire(leg, withLegs: false));
    }

    /// <summary>The shown order that a nested list puts around this one; itself where it stands alone.</summary>
    private ExchangeOrder? ParentOf(ExchangeOrder order)
    {
        if (order.Parent is not { } parentId || find(parentId) is not { } parent)
        {
            return order;
        }

        return IsShown(parent) ? parent : parent.Parent is { } outer ? find(outer) : FirstOf(parent);
    }

    private ExchangeOrder? FirstOf(ExchangeOrder container) => container.Children.Select(find).FirstOrDefault(child => child is not null && IsShown(child));

    private List<ExchangeOrder> Below(ExchangeOrder order)
    {
        // The parts of an OCO hang under its first part, those of a bracket under the entry.
        var container = order.Parent is { } id && find(id) is { } parent && !IsShown(parent) ? parent : order;
        return [.. Shown(container).Where(child => child.Id != order.Id)];
    }

    private IEnumerable<ExchangeOrder> Shown(ExchangeOrder order) =>
        order.Children.Select(find).OfType<ExchangeOrder>().SelectMany(child => IsShown(child) ? [child] : Shown(child));

    private List<OrderWire> MultiLegs(ExchangeOrder order, OrderSpec spec)
    {
        var whole = Terms(order, spec);
        var legs = new List<OrderWire>(spec.Legs.Count);
        for (var i = 0; i < spec.Legs.Count; i++)
        {
            var leg = spec.Legs[i];
            var state = order.Legs[i];
            legs.Add(whole with
            {
                Id = ids.Order((order.Number * NumbersPerOrder) + i + 1),
                ClientOrderId = ids.Other($"leg {order.Number} {i}"),
                AssetId = ids.Asset(Symbols.Of(leg.Instrument)),
                Symbol = Symbols.Of(leg.Instrument),
                AssetClass = Words.AssetClass(leg.Instrument),
                Side = Words.Side(leg.Side),
                PositionIntent = Words.Intent(leg.Side, leg.Effect),
                OrderClass = "mleg",
                OrderType = "",
                Type = "",
                LimitPrice = null,
                RatioQty = WireText.Number(leg.Ratio),
                Qty = WireText.Number(state.Quantity),
                FilledQty = WireText.Number(state.Filled),
                FilledAvgPrice = state.AveragePrice is { } average ? WireText.Micros(average) : null,
            });
        }

        return legs;
    }
}
