using System.Globalization;
using System.Text.Json;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>What is asked, as a ticket: preview and place carry the very same one. Refuses what cannot be said on this wire; it never bends it.</summary>
internal static class TicketMapping
{
    /// <summary>The type and the ticket of an order.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.FeatureNotSupported"/>: E*TRADE has no such order.</exception>
    public static (string OrderType, TicketWire Ticket) ToTicket(OrderSpec spec, SymbolBook symbols)
    {
        if (spec.Extras.Count > 0)
        {
            throw ETradeErrors.Refuse($"E*TRADE takes no extra '{spec.Extras.Keys.First()}'.");
        }

        if (spec.Quantity is not OrderQuantity.Units { Value: var units } || units != decimal.Truncate(units))
        {
            throw ETradeErrors.Refuse("E*TRADE takes whole quantities alone.");
        }

        var (kind, limit, stop) = Price(spec);
        return (OrderType(spec.Legs), new TicketWire
        {
            AllOrNone = spec.AllOrNone ? "true" : "false",
            PriceType = kind,
            OrderTerm = Term(spec.TimeInForce),
            MarketSession = Session(spec),
            LimitPrice = limit,
            StopPrice = stop,
            Instrument = [.. spec.Legs.Select(leg => Leg(leg, units, symbols))],
        });
    }

    /// <summary>Refuses an order with more than a ticket of ours says: a change is the whole ticket again, and would drop it in silence.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.FeatureNotSupported"/>: it holds more.</exception>
    public static void RequireSayable(OrderWire row)
    {
        foreach (var detail in row.OrderDetail ?? [])
        {
            var isRouted = detail.RoutingDestination?.Trim() is { Length: > 0 } route && !string.Equals(route, "AUTO", StringComparison.OrdinalIgnoreCase);
            if (isRouted || (detail.Instrument ?? []).Any(one => one.ReserveOrder == true || HasAny(one.Lots)))
            {
                throw ETradeErrors.Refuse("The order has a route, a reserve or lots of its own, which a change here would lose: cancel it and place another.");
            }
        }
    }

    private static bool HasAny(JsonElement? lots) => lots is { } told && told.ValueKind switch
    {
        JsonValueKind.Object => told.EnumerateObject().Any(member => HasAny(member.Value)),
        JsonValueKind.Array => told.GetArrayLength() > 0,
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => !string.IsNullOrWhiteSpace(told.GetString()),
        _ => true,
    };

    /// <summary>A working order with a change, as the whole order that a change sends again.</summary>
    /// <exception cref="BrokerageException">What is left as it is cannot be said again.</exception>
    public static OrderSpec Changed(Order order, OrderChange change)
    {
        var price = change.Price ?? order.Price;
        if (order is not { Legs.Count: > 0, Quantity: OrderQuantity.Units, TimeInForce: { } time, Sessions: { } sessions } || price is null or PriceTerms.Other)
        {
            throw ETradeErrors.Refuse("The order holds something that cannot be said again, so it cannot be changed here: cancel it and place another.");
        }

        return new OrderSpec
        {
            Legs = [.. order.Legs.Select(leg => leg.Leg)],
            Quantity = change.TotalQuantity is { } total ? new OrderQuantity.Units(total) : order.Quantity!,
            Price = price,
            TimeInForce = change.TimeInForce ?? time,
            Sessions = sessions,
            AllOrNone = order.AllOrNone ?? false,
        };
    }

    /// <summary>Decimal text without an exponent and without trailing zeros.</summary>
    public static string Text(decimal value) => (value / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string OrderType(IReadOnlyList<OrderLeg> legs)
    {
        var hasShares = legs.Any(leg => leg.Instrument is Instrument.Equity);
        var hasOptions = legs.Any(leg => leg.Instrument is Instrument.Option);
        return (legs.Count, hasShares, hasOptions) switch
        {
            (1, true, false) => "EQ",
            (1, false, true) => "OPTN",
            (2, false, true) => "SPREADS",
            (2, true, true) => "BUY_WRITES",
            _ => throw ETradeErrors.Refuse("E*TRADE takes one share, one option, spreads of two options, and shares with an option written on them."),
        };
    }

    private static TicketInstrumentWire Leg(OrderLeg leg, decimal units, SymbolBook symbols) => new()
    {
        Product = Products.ToWire(leg.Instrument, symbols),
        OrderAction = Words.Action(leg) ?? throw ETradeErrors.Refuse("An option order says whether it opens or closes."),
        QuantityType = "QUANTITY",
        Quantity = Text(units * leg.Ratio),
    };

    private static (string Kind, string Limit, string Stop) Price(OrderSpec spec)
    {
        var isNet = spec.Legs.Count > 1;
        var atOpen = spec.TimeInForce.Kind == TimeInForceKind.AtOpen;
        var atClose = spec.TimeInForce.Kind == TimeInForceKind.AtClose;
        return spec.Price switch
        {
            PriceTerms.Limit(var net) when isNet => (net switch { > 0m => "NET_DEBIT", < 0m => "NET_CREDIT", _ => "NET_EVEN" }, Text(decimal.Abs(net)), ""),
            _ when isNet => throw ETradeErrors.Refuse("Several legs are ordered at a net price."),
            PriceTerms.Market => (atOpen ? "MARKET_ON_OPEN" : atClose ? "MARKET_ON_CLOSE" : "MARKET", "", ""),
            PriceTerms.Limit(var limit) => (atOpen ? "LIMIT_ON_OPEN" : atClose ? "LIMIT_ON_CLOSE" : "LIMIT", Text(limit), ""),
            _ when atOpen || atClose => throw ETradeErrors.Refuse("At the open and at the close there are market and limit orders alone."),
            PriceTerms.Stop { Basis: TriggerBasis.Default } stop => ("STOP", "", Text(stop.Trigger)),
            PriceTerms.StopLimit { Basis: TriggerBasis.Default } both => ("STOP_LIMIT", Text(both.Price), Text(both.Trigger)),
            PriceTerms.Trailing { LimitOffset: null, Basis: TriggerBasis.Default, InPercent: false } trail => ("TRAILING_STOP_CNST", "", Text(trail.Distance)),
            PriceTerms.Trailing { LimitOffset: null, Basis: TriggerBasis.Default } trail => ("TRAILING_STOP_PRCT", "", Percent(trail.Distance)),
            _ => throw ETradeErrors.Refuse("E*TRADE has market, limit, stop, stop-limit and trailing-stop orders, triggered by its own rule."),
        };
    }

    private static string Percent(decimal fraction) => fraction * 100m is var percent && percent == decimal.Truncate(percent)
        ? Text(percent)
        : throw ETradeErrors.Refuse("E*TRADE takes a trail of whole percent.");

    private static string Term(TimeInForce time) => time.Kind switch
    {
        TimeInForceKind.Day or TimeInForceKind.AtOpen or TimeInForceKind.AtClose => "GOOD_FOR_DAY",
        TimeInForceKind.GoodTillCancelled => "GOOD_UNTIL_CANCEL",
        TimeInForceKind.ImmediateOrCancel => "IMMEDIATE_OR_CANCEL",
        TimeInForceKind.FillOrKill => "FILL_OR_KILL",
        _ => throw ETradeErrors.Refuse($"E*TRADE takes no time in force {time.Kind}."),
    };

    private static string Session(OrderSpec spec) => spec.Sessions switch
    {
        Sessions.Regular => "REGULAR",
        Sessions.Extended => "EXTENDED",
        _ => throw ETradeErrors.Refuse("At E*TRADE an order works in the regular session, or in the extended ones."),
    };
}
