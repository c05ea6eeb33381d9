using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Orders;

/// <summary>Turns the body of PATCH /v2/orders/{id} into a change, or refuses it as the broker does.</summary>
internal sealed class ReplaceReader(AlpacaDesk desk)
{
    public OrderChange Read(ReplaceOrderWire wire, ExchangeOrder order)
    {
        // The broker replaces only what works: not what waits for the market, and not what is being changed already.
        if (order.Spec is not { } spec || OrderMapping.Status(order) is not ("new" or "partially_filled" or "held" or "suspended"))
        {
            throw new AlpacaRefusal(AlpacaErrors.NotReplaceable());
        }

        if (spec.Quantity is OrderQuantity.Cash || wire.Notional is not null)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("notional orders cannot be replaced"));
        }

        return new OrderChange(Quantity(wire, spec), Price(wire, spec), TimeInForce(wire));
    }

    private static decimal? Quantity(ReplaceOrderWire wire, OrderSpec spec)
    {
        if (wire.Qty is not { } quantity)
        {
            return null;
        }

        var now = ((OrderQuantity.Units)spec.Quantity).Value;
        if (quantity != now && (now != decimal.Truncate(now) || quantity != decimal.Truncate(quantity)))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("qty of a fractional order cannot be changed"));
        }

        return OrderChecks.Quantity(quantity);
    }

    private static TimeInForce? TimeInForce(ReplaceOrderWire wire)
    {
        if (string.IsNullOrEmpty(wire.TimeInForce))
        {
            return null;
        }

        return new TimeInForce(Words.TimeInForce(wire.TimeInForce) ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid time_in_force")));
    }

    private PriceTerms? Price(ReplaceOrderWire wire, OrderSpec spec)
    {
        Check(spec, "limit_price", wire.LimitPrice);
        Check(spec, "stop_price", wire.StopPrice);
        return spec.Price switch
        {
            PriceTerms.Limit limit when wire.LimitPrice is not null => limit with { Price = wire.LimitPrice.Value },
            PriceTerms.Stop stop when wire.StopPrice is not null => stop with { Trigger = wire.StopPrice.Value },
            PriceTerms.StopLimit stop when wire.LimitPrice is not null || wire.StopPrice is not null =>
                stop with { Trigger = wire.StopPrice ?? stop.Trigger, Price = wire.LimitPrice ?? stop.Price },
            PriceTerms.Trailing trail when wire.Trail is > 0 => trail with { Distance = trail.InPercent ? wire.Trail.Value / 100m : wire.Trail.Value },
            _ when wire.LimitPrice is null && wire.StopPrice is null && wire.Trail is null => null,
            _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("the price does not belong to the order's type")),
        };
    }

    private void Check(OrderSpec spec, string field, decimal? price)
    {
        // The net price of several legs may be negative, and has no grid of its own.
        if (price is { } value && spec.Legs.Count == 1)
        {
            OrderChecks.OnGrid(desk.Listing(spec.Legs[0].Instrument), field, value);
        }
    }
}
