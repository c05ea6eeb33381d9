using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Orders;

/// <summary>Turns the body of POST /v2/orders into a ticket for the exchange, or refuses it as the broker does.</summary>
internal sealed class OrderReader(AlpacaDesk desk)
{
    private const int LongestClientOrderId = 128;

    public OrderTicket Read(NewOrderWire wire)
    {
        if (wire.ClientOrderId is { Length: > LongestClientOrderId })
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid($"client_order_id must be no more than {LongestClientOrderId} characters"));
        }

        OrderPlan terms = wire.OrderClass switch
        {
            null or "" or "simple" => Single(wire),
            "bracket" => Bracket(wire),
            "oto" => OneTriggers(wire),
            "oco" => OneCancels(wire),
            "mleg" => MultiLeg(wire),
            _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid order_class")),
        };

        var clientId = string.IsNullOrEmpty(wire.ClientOrderId) ? desk.NewClientOrderId() : wire.ClientOrderId;
        var isContainer = terms is OrderPlan.OneCancels;
        return new OrderTicket
        {
            Account = desk.Account,
            Plan = terms,
            // The broker's OCO has no order of its own around its two: the target is the parent, and has the client's id.
            ClientId = isContainer ? null : clientId,
            PartClientIds = isContainer ? [clientId, desk.NewClientOrderId()] : [clientId, desk.NewClientOrderId(), desk.NewClientOrderId()],
            Tags = desk.TagsForNewOrder(InstrumentOf(terms)),
            RecordRejection = desk.Options.RejectsLate,
        };
    }

    private static Instrument InstrumentOf(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => single.Spec.Legs[0].Instrument,
        OrderPlan.OneTriggers group => group.First.Legs[0].Instrument,
        OrderPlan.OneCancels group => InstrumentOf(group.Parts[0]),
        _ => throw new ArgumentException("The plan has no order.", nameof(plan)),
    };

    private OrderPlan.Single Single(NewOrderWire wire)
    {
        if (wire.TakeProfit is not null || wire.StopLoss is not null)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("simple orders must not have take_profit or stop_loss"));
        }

        return new OrderPlan.Single(Spec(wire));
    }

    private OrderPlan.OneTriggers Bracket(NewOrderWire wire)
    {
        var entry = EntryOfGroup(wire, "bracket");
        if (wire.TakeProfit?.LimitPrice is not { } target || wire.StopLoss?.StopPrice is not { } stop)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("bracket orders require take_profit.limit_price and stop_loss.stop_price"));
        }

        CheckExits(entry.Legs[0].Side is Side.Buy, target, stop);
        return new OrderPlan.OneTriggers(
            entry, new OrderPlan.OneCancels([new OrderPlan.Single(Target(entry, target)), new OrderPlan.Single(Stop(entry, wire.StopLoss))]));
    }

    private OrderPlan.OneTriggers OneTriggers(NewOrderWire wire)
    {
        var entry = EntryOfGroup(wire, "oto");
        return (wire.TakeProfit?.LimitPrice, wire.StopLoss?.StopPrice) switch
        {
            ({ } target, null) => new OrderPlan.OneTriggers(entry, new OrderPlan.Single(Target(entry, target))),
            (null, not null) => new OrderPlan.OneTriggers(entry, new OrderPlan.Single(Stop(entry, wire.StopLoss!))),
            _ => throw new AlpacaRefusal(AlpacaErrors.Unprocessed("oto orders require either take_profit.limit_price or stop_loss.stop_price")),
        };
    }

    private OrderPlan.OneCancels OneCancels(NewOrderWire wire)
    {
        if (wire.Type is not "limit")
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("oco orders must be limit orders"));
        }

        if ((wire.TakeProfit?.LimitPrice ?? wire.LimitPrice) is not { } target || wire.StopLoss?.StopPrice is not { } stop)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("oco orders require take_profit.limit_price and stop_loss.stop_price"));
        }

        var limit = Spec(wire with { LimitPrice = target });
        CheckGroup(limit, "oco");
        CheckExits(limit.Legs[0].Side is Side.Sell, target, stop);
        desk.RequireExit(limit.Legs[0]);
        var loss = limit with { Price = StopTerms(limit, wire.StopLoss) };
        return new OrderPlan.OneCancels([new OrderPlan.Single(limit), new OrderPlan.Single(loss)]);
    }

    private OrderPlan.Single MultiLeg(NewOrderWire wire)
    {
        if (!string.IsNullOrEmpty(wire.Symbol))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("symbol is not allowed for mleg order"));
        }

        if (wire.Legs is not { Count: >= 2 and <= 4 } legs)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("mleg orders require 2 to 4 legs"));
        }

        OrderChecks.MultiLegTerms(wire);
        var spec = new OrderSpec
        {
            Legs = [.. legs.Select(Leg)],
            Quantity = new OrderQuantity.Units(OrderChecks.Quantity(wire.Qty)),
            Price = wire.Type is "limit" ? new PriceTerms.Limit(wire.LimitPrice!.Value) : new PriceTerms.Market(),
            TimeInForce = new TimeInForce(TimeInForceKind.Day),
        };
        return new OrderPlan.Single(spec);
    }

    private OrderLeg Leg(NewOrderLegWire wire)
    {
        var listing = desk.FindForOrder(wire.Symbol);
        if (listing.Instrument is not Instrument.Option)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("mleg orders are for options only"));
        }

        var effect = Words.Effect(wire.PositionIntent) ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid position_intent"));
        var side = Words.Side(wire.Side)
            ?? (wire.PositionIntent?.StartsWith("sell", StringComparison.Ordinal) is true ? Side.Sell
                : wire.PositionIntent?.StartsWith("buy", StringComparison.Ordinal) is true ? Side.Buy
                : throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid side")));
        if (wire.RatioQty is not { } ratio || ratio < 1 || ratio != decimal.Truncate(ratio) || ratio > 1000)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("ratio_qty must be a positive integer"));
        }

        return new OrderLeg(listing.Instrument, side, effect, (int)ratio);
    }

    private OrderSpec EntryOfGroup(NewOrderWire wire, string name)
    {
        var entry = Spec(wire);
        CheckGroup(entry, name);
        return entry;
    }

    private static void CheckGroup(OrderSpec spec, string name)
    {
        if (spec.TimeInForce.Kind is not (TimeInForceKind.Day or TimeInForceKind.GoodTillCancelled))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed($"{name} orders must have time_in_force day or gtc"));
        }

        if (spec.Sessions is not Sessions.Regular)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed($"extended hours is not supported for {name} orders"));
        }

        if (spec.Legs[0].Instrument is not Instrument.Equity)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("complex orders not supported for this asset class"));
        }

        if (spec.Quantity is not OrderQuantity.Units { Value: var units } || units != decimal.Truncate(units))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("fractional orders must be simple orders"));
        }
    }

    private static void CheckExits(bool targetIsAbove, decimal target, decimal stop)
    {
        if (targetIsAbove ? target <= stop : target >= stop)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed(
                $"take_profit.limit_price must be {(targetIsAbove ? ">" : "<")} stop_loss.stop_price"));
        }
    }

    private OrderSpec Target(OrderSpec entry, decimal price)
    {
        OrderChecks.OnGrid(desk.Listing(entry.Legs[0].Instrument), "take_profit.limit_price", price);
        return Exit(entry, new PriceTerms.Limit(price));
    }

    private OrderSpec Stop(OrderSpec entry, StopLossWire stop) => Exit(entry, StopTerms(entry, stop));

    private PriceTerms StopTerms(OrderSpec order, StopLossWire stop)
    {
        var listing = desk.Listing(order.Legs[0].Instrument);
        OrderChecks.OnGrid(listing, "stop_loss.stop_price", stop.StopPrice!.Value);
        if (stop.LimitPrice is not { } limit)
        {
            return new PriceTerms.Stop(stop.StopPrice.Value);
        }

        OrderChecks.OnGrid(listing, "stop_loss.limit_price", limit);
        return new PriceTerms.StopLimit(stop.StopPrice.Value, limit);
    }

    private static OrderSpec Exit(OrderSpec entry, PriceTerms price)
    {
        var leg = entry.Legs[0];
        var exit = leg with { Side = leg.Side is Side.Buy ? Side.Sell : Side.Buy, Effect = PositionEffect.Close };
        return entry with { Legs = [exit], Price = price };
    }

    private OrderSpec Spec(NewOrderWire wire)
    {
        var listing = desk.FindForOrder(wire.Symbol);
        var side = Words.Side(wire.Side) ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid side"));
        var effect = Words.Effect(wire.PositionIntent) ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid position_intent"));
        var tif = Words.TimeInForce(wire.TimeInForce) ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid time_in_force"));
        var quantity = OrderChecks.QuantityOrNotional(wire);
        var price = OrderChecks.Price(wire, listing);
        var spec = new OrderSpec
        {
            Legs = [new OrderLeg(listing.Instrument, side, desk.ResolveEffect(listing, side, effect))],
            Quantity = quantity,
            Price = price,
            TimeInForce = new TimeInForce(tif),
            Sessions = wire.ExtendedHours is true ? Sessions.Extended : Sessions.Regular,
        };
        OrderChecks.ForAsset(spec, listing);
        desk.CheckAgainstMarket(spec);
        return spec;
    }
}
