using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Orders;

/// <summary>The broker's own checks of an order's terms, which come before anything reaches a market. Pure.</summary>
internal static class OrderChecks
{
    private const decimal SmallestNotional = 1m;
    private const int MostDecimals = 9;

    public static decimal Quantity(decimal? quantity)
    {
        if (quantity is not { } value)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("qty or notional is required"));
        }

        if (value <= 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("qty must be > 0"));
        }

        return decimal.Round(value, MostDecimals) == value
            ? value
            : throw new AlpacaRefusal(AlpacaErrors.Invalid($"qty increment must be >= 0.{new string('0', MostDecimals - 1)}1"));
    }

    public static OrderQuantity QuantityOrNotional(NewOrderWire wire)
    {
        if (wire.Notional is not { } notional)
        {
            return new OrderQuantity.Units(Quantity(wire.Qty));
        }

        if (wire.Qty is not null)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("only one of qty or notional is accepted"));
        }

        if (notional <= 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("notional must be > 0"));
        }

        if (decimal.Round(notional, 2) != notional)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("notional value must be limited to 2 decimal places"));
        }

        return notional >= SmallestNotional
            ? new OrderQuantity.Cash(new Money(notional, Currency.Usd))
            : throw new AlpacaRefusal(AlpacaErrors.Refused($"cost basis must be >= minimal amount of order {WireText.Number(SmallestNotional)}"));
    }

    public static PriceTerms Price(NewOrderWire wire, Listing listing)
    {
        switch (wire.Type)
        {
            case "market":
                return wire.LimitPrice is null && wire.StopPrice is null
                    ? new PriceTerms.Market()
                    : throw new AlpacaRefusal(AlpacaErrors.Invalid("market orders must not have a limit or stop price"));
            case "limit":
                return new PriceTerms.Limit(Price(wire.LimitPrice, listing, "limit_price", "limit orders require limit price"));
            case "stop":
                return new PriceTerms.Stop(Price(wire.StopPrice, listing, "stop_price", "stop orders require stop price"));
            case "stop_limit":
                return new PriceTerms.StopLimit(
                    Price(wire.StopPrice, listing, "stop_price", "stop limit orders require both stop and limit price"),
                    Price(wire.LimitPrice, listing, "limit_price", "stop limit orders require both stop and limit price"));
            case "trailing_stop":
                return Trailing(wire);
            default:
                throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid order type"));
        }
    }

    public static void OnGrid(Listing listing, string field, decimal price)
    {
        if (price <= 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid($"{field} must be > 0"));
        }

        if (price % listing.PriceStepAt(price) != 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.SubPenny(field, price));
        }
    }

    public static void ForAsset(OrderSpec spec, Listing listing)
    {
        switch (listing.Instrument)
        {
            case Instrument.Crypto:
                ForCrypto(spec);
                break;
            case Instrument.Option:
                ForOption(spec);
                break;
            default:
                ForEquity(spec, listing);
                break;
        }
    }

    public static void MultiLegTerms(NewOrderWire wire)
    {
        if (wire.Type is not ("market" or "limit"))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid order type for mleg order"));
        }

        if (wire.Type is "limit" && wire.LimitPrice is null)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("limit orders require limit price"));
        }

        if (wire.TimeInForce is not "day")
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("mleg orders must have time_in_force day"));
        }

        if (Quantity(wire.Qty) is var quantity && quantity != decimal.Truncate(quantity))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("qty must be a whole number for mleg order"));
        }
    }

    private static decimal Price(decimal? price, Listing listing, string field, string missing)
    {
        if (price is not { } value)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid(missing));
        }

        OnGrid(listing, field, value);
        return value;
    }

    private static PriceTerms.Trailing Trailing(NewOrderWire wire) => (wire.TrailPrice, wire.TrailPercent) switch
    {
        ({ } amount, null) when amount > 0 => new PriceTerms.Trailing(amount, InPercent: false),
        // The wire counts in percent, the contract in fractions.
        (null, { } percent) when percent is > 0 and < 100 => new PriceTerms.Trailing(percent / 100m, InPercent: true),
        _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("trailing stop orders require either trail_price or trail_percent")),
    };

    private static void ForCrypto(OrderSpec spec)
    {
        if (spec.Price is not (PriceTerms.Market or PriceTerms.Limit or PriceTerms.StopLimit))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid order type for crypto order"));
        }

        if (spec.TimeInForce.Kind is not (TimeInForceKind.GoodTillCancelled or TimeInForceKind.ImmediateOrCancel))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid crypto time_in_force"));
        }

        if (spec.Sessions is not Sessions.Regular)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("extended_hours is not supported for crypto"));
        }
    }

    private static void ForOption(OrderSpec spec)
    {
        if (spec.Price is not (PriceTerms.Market or PriceTerms.Limit))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid order type for options trading"));
        }

        if (spec.TimeInForce.Kind is not TimeInForceKind.Day || spec.Sessions is not Sessions.Regular)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("order_time_in_force provided not supported for options trading"));
        }

        if (spec.Quantity is not OrderQuantity.Units { Value: var units } || units != decimal.Truncate(units))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("qty must be a whole number for options trading"));
        }
    }

    private static void ForEquity(OrderSpec spec, Listing listing)
    {
        if (spec.Sessions is not Sessions.Regular
            && (spec.Price is not PriceTerms.Limit || spec.TimeInForce.Kind is not (TimeInForceKind.Day or TimeInForceKind.GoodTillCancelled)))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("extended hours order must be DAY limit orders"));
        }

        if (spec.Price is PriceTerms.Trailing && spec.TimeInForce.Kind is not (TimeInForceKind.Day or TimeInForceKind.GoodTillCancelled))
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("trailing stop orders must have time_in_force day or gtc"));
        }

        var isFraction = spec.Quantity is not OrderQuantity.Units { Value: var units } || units != decimal.Truncate(units);
        if (!isFraction)
        {
            return;
        }

        if (!listing.Fractionable)
        {
            throw new AlpacaRefusal(AlpacaErrors.NotFractionable(Symbols.Of(listing.Instrument)));
        }

        if (spec.TimeInForce.Kind is not TimeInForceKind.Day)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("fractional orders must be DAY orders"));
        }

        if (spec.Price is PriceTerms.Trailing)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("fractional orders must be simple orders"));
        }
    }
}
