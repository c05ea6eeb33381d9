using System.Globalization;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>What is asked, as the body of POST or PATCH /v2/orders. Refuses what cannot be said on this wire; it never bends it.</summary>
internal static class RequestMapping
{
    private const int MostLegs = 4;

    public static NewOrderWire ToNewOrder(OrderPlan plan, string wireId) => plan switch
    {
        OrderPlan.Single { Spec: { Legs.Count: 1 } spec } => Plain(spec, wireId),
        OrderPlan.Single { Spec: { Legs.Count: > 1 } spec } => SeveralLegs(spec, wireId),
        OrderPlan.OneTriggers { First: var entry, Then: OrderPlan.OneCancels { Parts: var parts } } => Bracket(entry, parts, wireId),
        OrderPlan.OneTriggers { First: var entry, Then: OrderPlan.Single { Spec: var exit } } => OneTriggersOne(entry, exit, wireId),
        OrderPlan.OneCancels { Parts: var parts } => OneCancelsOther(parts, wireId),
        _ => throw AlpacaErrors.Refuse("Alpaca has no order of this shape."),
    };

    public static PatchOrderWire ToPatch(OrderChange change, string wireId)
    {
        var patch = new PatchOrderWire
        {
            ClientOrderId = wireId,
            Qty = change.TotalQuantity is { } total ? Text(total) : null,
            TimeInForce = change.TimeInForce is { } time ? Time(time) : null,
        };
        return change.Price switch
        {
            null => patch,
            PriceTerms.Limit(var price) => patch with { LimitPrice = Text(price) },
            PriceTerms.Stop { Basis: TriggerBasis.Default } stop => patch with { StopPrice = Text(stop.Trigger) },
            PriceTerms.StopLimit { Basis: TriggerBasis.Default } both => patch with { StopPrice = Text(both.Trigger), LimitPrice = Text(both.Price) },
            PriceTerms.Trailing { LimitOffset: null, Basis: TriggerBasis.Default } trail =>
                patch with { Trail = Text(trail.InPercent ? trail.Distance * 100m : trail.Distance) },
            _ => throw AlpacaErrors.Refuse("A replacement at Alpaca changes the limit, the stop or the trail of an order of that kind."),
        };
    }

    /// <summary>Decimal text without an exponent and without trailing zeros.</summary>
    public static string Text(decimal value) => (value / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static NewOrderWire Plain(OrderSpec spec, string wireId)
    {
        RefuseExtras(spec);
        var leg = spec.Legs[0];
        if (leg.Ratio != 1)
        {
            throw AlpacaErrors.Refuse("A single leg has the ratio 1.");
        }

        return Terms(spec, wireId) with
        {
            Symbol = Symbol(leg.Instrument),
            Side = Side(leg.Side),
            PositionIntent = Words.Intent(leg.Side, leg.Effect),
            OrderClass = null,
        };
    }

    private static NewOrderWire SeveralLegs(OrderSpec spec, string wireId)
    {
        RefuseExtras(spec);
        if (spec.Legs.Count > MostLegs)
        {
            throw AlpacaErrors.Refuse($"Alpaca takes at most {MostLegs} legs.");
        }

        return Terms(spec, wireId) with { OrderClass = "mleg", Legs = [.. spec.Legs.Select(Leg)] };
    }

    private static NewOrderLegWire Leg(OrderLeg leg) =>
        new(Symbol(leg.Instrument), leg.Ratio.ToString(CultureInfo.InvariantCulture), Side(leg.Side), Words.Intent(leg.Side, leg.Effect));

    private static NewOrderWire Bracket(OrderSpec entry, IReadOnlyList<OrderPlan> parts, string wireId)
    {
        var (profit, loss) = Exits(parts, entry);
        return Plain(entry, wireId) with { OrderClass = "bracket", TakeProfit = TakeProfit(profit), StopLoss = StopLoss(loss) };
    }

    private static NewOrderWire OneTriggersOne(OrderSpec entry, OrderSpec exit, string wireId)
    {
        RequireExit(exit, entry);
        var order = Plain(entry, wireId) with { OrderClass = "oto" };
        return exit.Price is PriceTerms.Limit ? order with { TakeProfit = TakeProfit(exit) } : order with { StopLoss = StopLoss(exit) };
    }

    private static NewOrderWire OneCancelsOther(IReadOnlyList<OrderPlan> parts, string wireId)
    {
        var (profit, loss) = Exits(parts, entry: null);
        var order = Plain(profit, wireId);
        return order with { OrderClass = "oco", LimitPrice = null, TakeProfit = TakeProfit(profit), StopLoss = StopLoss(loss) };
    }

    private static (OrderSpec Profit, OrderSpec Loss) Exits(IReadOnlyList<OrderPlan> parts, OrderSpec? entry)
    {
        if (parts is not [OrderPlan.Single { Spec: var one }, OrderPlan.Single { Spec: var other }])
        {
            throw AlpacaErrors.Refuse("Alpaca cancels one of exactly two single orders: a take-profit and a stop-loss.");
        }

        var (profit, loss) = one.Price is PriceTerms.Limit ? (one, other) : (other, one);
        if (profit.Price is not PriceTerms.Limit || loss.Price is not (PriceTerms.Stop or PriceTerms.StopLimit))
        {
            throw AlpacaErrors.Refuse("Of the two exits one is a limit order and the other a stop or stop-limit order.");
        }

        RequireExit(profit, entry ?? loss, isPair: entry is null);
        RequireExit(loss, entry ?? profit, isPair: entry is null);
        return (profit, loss);
    }

    // The wire says instrument, quantity and time once, for the entry; exits that say otherwise cannot be sent as they are meant.
    private static void RequireExit(OrderSpec exit, OrderSpec entry, bool isPair = false)
    {
        RefuseExtras(exit);
        var isSame = exit.Legs is [var close] && entry.Legs is [var open]
            && close.Instrument == open.Instrument
            && close.Ratio == 1
            && (isPair ? close.Side == open.Side : close.Side != open.Side)
            && exit.Quantity == entry.Quantity
            && exit.Sessions == entry.Sessions
            && exit.TimeInForce.Kind == entry.TimeInForce.Kind;
        if (!isSame)
        {
            throw AlpacaErrors.Refuse("An exit order has the instrument, quantity, sessions and time in force of its entry, and the other side.");
        }
    }

    private static TakeProfitWire TakeProfit(OrderSpec exit) =>
        exit.Price is PriceTerms.Limit limit ? new TakeProfitWire(Text(limit.Price)) : throw AlpacaErrors.Refuse("A take-profit is a limit order.");

    private static StopLossWire StopLoss(OrderSpec exit) => exit.Price switch
    {
        PriceTerms.Stop { Basis: TriggerBasis.Default } stop => new StopLossWire(Text(stop.Trigger), null),
        PriceTerms.StopLimit { Basis: TriggerBasis.Default } stop => new StopLossWire(Text(stop.Trigger), Text(stop.Price)),
        _ => throw AlpacaErrors.Refuse("A stop-loss is a stop or a stop-limit order."),
    };

    private static NewOrderWire Terms(OrderSpec spec, string wireId)
    {
        var order = new NewOrderWire
        {
            ClientOrderId = wireId,
            Type = Type(spec.Price),
            TimeInForce = Time(spec.TimeInForce),
            ExtendedHours = Extended(spec.Sessions),
        };
        order = spec.Quantity switch
        {
            OrderQuantity.Units(var units) => order with { Qty = Text(units) },
            OrderQuantity.Cash(var cash) when cash.Currency == Currency.Usd => order with { Notional = Text(cash.Amount) },
            _ => throw AlpacaErrors.Refuse("An amount of cash is in US dollars at Alpaca."),
        };
        return spec.Price switch
        {
            PriceTerms.Limit(var price) => order with { LimitPrice = Text(price) },
            PriceTerms.Stop stop => order with { StopPrice = Text(stop.Trigger) },
            PriceTerms.StopLimit both => order with { StopPrice = Text(both.Trigger), LimitPrice = Text(both.Price) },
            PriceTerms.Trailing { InPercent: true } trail => order with { TrailPercent = Text(trail.Distance * 100m) },
            PriceTerms.Trailing trail => order with { TrailPrice = Text(trail.Distance) },
            _ => order,
        };
    }

    private static string Type(PriceTerms price) => price switch
    {
        PriceTerms.Market => "market",
        PriceTerms.Limit => "limit",
        PriceTerms.Stop { Basis: TriggerBasis.Default } => "stop",
        PriceTerms.StopLimit { Basis: TriggerBasis.Default } => "stop_limit",
        PriceTerms.Trailing { LimitOffset: null, Basis: TriggerBasis.Default } => "trailing_stop",
        _ => throw AlpacaErrors.Refuse("Alpaca has market, limit, stop, stop-limit and trailing-stop orders, triggered by its own rule."),
    };

    private static string Time(TimeInForce time) =>
        Words.TimeInForce(time.Kind) ?? throw AlpacaErrors.Refuse($"Alpaca has no time in force {time.Kind}.");

    // One flag opens every session outside the regular one; there is no way to ask for the morning alone.
    private static bool? Extended(Sessions sessions) => sessions switch
    {
        Sessions.Regular => null,
        Sessions.Extended or Sessions.Extended | Sessions.Overnight => true,
        _ => throw AlpacaErrors.Refuse("At Alpaca an order works in the regular session, or in every extended one."),
    };

    private static string Symbol(Instrument instrument) =>
        Symbols.ToWire(instrument) ?? throw AlpacaErrors.Refuse($"Alpaca does not list {instrument}.");

    private static string Side(Side side) => Words.Side(side) ?? throw AlpacaErrors.Refuse("An order buys or sells.");

    private static void RefuseExtras(OrderSpec spec)
    {
        if (spec.Extras.Count > 0)
        {
            throw AlpacaErrors.Refuse($"Alpaca takes no extra '{spec.Extras.Keys.First()}'.");
        }

        if (spec.AllOrNone)
        {
            throw AlpacaErrors.Refuse("Alpaca has no all-or-none flag; fill-or-kill is a time in force.");
        }
    }
}
