using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

/// <summary>A page's wish into an intent. What is left out is never guessed, and what does not belong is refused with its place.</summary>
internal static class IntentReader
{
    public static OrderIntent Read(AccountRef account, ClientOrderId id, PrepareOrderWire wire) => (wire.Place, wire.Change) switch
    {
        ({ } place, null) => OrderIntent.Place(account, Plan(place, "place"), id),
        (null, { } change) => OrderIntent.Modify(new OrderRef(account, Order(change.OrderId)), Change(change), id),
        _ => throw Refused("Give either 'place' or 'change'.", "place"),
    };

    private static OrderPlan Plan(PlanWire plan, string at)
    {
        switch (plan)
        {
            case { Order: { } spec, OneCancels: null, OneTriggers: null }:
                return new OrderPlan.Single(Spec(spec, at + ".order"));
            case { Order: null, OneCancels: { Count: >= 2 } parts, OneTriggers: null }:
                return new OrderPlan.OneCancels([.. parts.Select((part, index) => Plan(part, $"{at}.oneCancels[{index}]"))]);
            case { Order: null, OneCancels: null, OneTriggers: { } chain }:
                return new OrderPlan.OneTriggers(Spec(chain.First, at + ".oneTriggers.first"), Plan(chain.Then, at + ".oneTriggers.then"));
            default:
                throw Refused("A plan is an 'order', or at least two in 'oneCancels', or 'oneTriggers'.", at);
        }
    }

    private static OrderSpec Spec(SpecWire spec, string at)
    {
        if (spec.Legs.Count == 0) throw Refused("An order has a leg.", at + ".legs");
        var order = new OrderSpec
        {
            Legs = [.. spec.Legs.Select((leg, index) => Leg(leg, $"{at}.legs[{index}]"))],
            Quantity = Quantity(spec, at),
            Price = TermsReader.Price(spec.Price, at + ".price"),
            TimeInForce = spec.TimeInForce is { } time ? TermsReader.TimeInForce(time, at + ".timeInForce") : TimeInForce.Day,
            Sessions = spec.Sessions is { } sessions ? TermsReader.Sessions(sessions, at + ".sessions") : Sessions.Regular,
            AllOrNone = spec.AllOrNone,
        };
        return spec.Extras is { Count: > 0 } extras ? order with { Extras = new Dictionary<string, string>(extras, StringComparer.Ordinal) } : order;
    }

    private static OrderLeg Leg(LegWire leg, string at)
    {
        if (!Instrument.TryParse(leg.Instrument, out var instrument)) throw Refused("This is no instrument.", at + ".instrument");
        if (leg.Ratio < 1) throw Refused("A ratio is at least 1.", at + ".ratio");
        return new OrderLeg(
            instrument,
            TermsReader.Word<Side>(leg.Side, at + ".side"),
            leg.Effect is { } effect ? TermsReader.Word<PositionEffect>(effect, at + ".effect") : PositionEffect.Unspecified,
            leg.Ratio ?? 1);
    }

    private static OrderQuantity Quantity(SpecWire spec, string at) => (spec.Units, spec.Cash) switch
    {
        ({ } units and > 0m, null) => new OrderQuantity.Units(units),
        (null, { Amount: > 0m } cash) when Currency.TryParse(cash.Currency, out var currency) => new OrderQuantity.Cash(new Money(cash.Amount, currency)),
        _ => throw Refused("Give either 'units' or 'cash' with its currency, positive.", at + ".units"),
    };

    private static OrderChange Change(ChangeWire change)
    {
        if (change is { TotalQuantity: null, Price: null, TimeInForce: null }) throw Refused("Say what is to change.", "change");
        if (change.TotalQuantity <= 0m) throw Refused("A quantity is positive.", "change.totalQuantity");
        return new OrderChange(
            change.TotalQuantity,
            change.Price is { } price ? TermsReader.Price(price, "change.price") : null,
            change.TimeInForce is { } time ? TermsReader.TimeInForce(time, "change.timeInForce") : null);
    }

    private static OrderId Order(string text) => OrderId.TryParse(text, out var id) ? id : throw Refused("This is no order's id.", "change.orderId");

    private static RefusedException Refused(string why, string field) => new(Problem.Invalid(why, field));
}
