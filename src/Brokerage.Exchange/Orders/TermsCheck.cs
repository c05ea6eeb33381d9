using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Whether terms make sense by themselves and for what they trade, whoever's account it is.</summary>
internal sealed class TermsCheck(Core core)
{
    private const int MaxLegs = 8;
    private const int MaxOrders = 12;

    public Rejection? Plan(OrderPlan plan)
    {
        var count = 0;
        return Plan(plan, ref count, depth: 0);
    }

    private Rejection? Plan(OrderPlan plan, ref int count, int depth)
    {
        if (++count > MaxOrders || depth > 4)
        {
            return new Rejection(RejectReason.InvalidPlan, $"A plan has at most {MaxOrders} orders.");
        }

        switch (plan)
        {
            case OrderPlan.Single single:
                return Spec(single.Spec);
            case OrderPlan.OneTriggers triggers:
                return Spec(triggers.First) ?? Plan(triggers.Then, ref count, depth + 1);
            case OrderPlan.OneCancels { Parts.Count: >= 2 } cancels:
                foreach (var part in cancels.Parts)
                {
                    if (Plan(part, ref count, depth + 1) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            default:
                return new Rejection(RejectReason.InvalidPlan, "A one-cancels-other needs at least two parts.");
        }
    }

    public Rejection? Spec(OrderSpec spec)
    {
        if (spec.Legs.Count is 0 or > MaxLegs)
        {
            return new Rejection(RejectReason.InvalidTerms, $"An order has 1 to {MaxLegs} legs.", "legs");
        }

        return Legs(spec) ?? Quantity(spec) ?? Price(spec) ?? Duration(spec) ?? SessionsOf(spec);
    }

    private Rejection? Legs(OrderSpec spec)
    {
        foreach (var leg in spec.Legs)
        {
            if (!core.ByInstrument.TryGetValue(leg.Instrument, out var listing) || listing.IsExpired)
            {
                return new Rejection(RejectReason.UnknownInstrument, $"{leg.Instrument} is not listed.", "instrument");
            }

            if (!listing.Listing.Tradable)
            {
                return new Rejection(RejectReason.NotTradable, $"{leg.Instrument} cannot be traded.", "instrument");
            }

            if (leg.Side is not (Side.Buy or Side.Sell) || leg.Ratio < 1)
            {
                return new Rejection(RejectReason.InvalidTerms, "A leg is bought or sold, at a ratio of at least 1.", "side");
            }
        }

        var distinct = spec.Legs.Select(leg => leg.Instrument).Distinct().Count();
        var currencies = spec.Legs.Select(leg => core.ByInstrument[leg.Instrument].Listing.Currency).Distinct().Count();
        return distinct == spec.Legs.Count && currencies == 1
            ? null
            : new Rejection(RejectReason.InvalidTerms, "The legs of an order are different instruments in one currency.", "legs");
    }

    private Rejection? Quantity(OrderSpec spec)
    {
        var listing = core.ByInstrument[spec.Legs[0].Instrument].Listing;
        switch (spec.Quantity)
        {
            case OrderQuantity.Units units:
                return Units(spec, units.Value);
            case OrderQuantity.Cash cash when cash.Value.Amount <= 0m:
                return new Rejection(RejectReason.InvalidQuantity, "An amount of cash must be positive.", "quantity");
            case OrderQuantity.Cash cash when spec.Legs.Count > 1 || cash.Value.Currency != listing.Currency || spec.AllOrNone
                || spec.Price is not (PriceTerms.Market or PriceTerms.Limit)
                || spec.TimeInForce.Kind is TimeInForceKind.AtOpen or TimeInForceKind.AtClose or TimeInForceKind.FillOrKill:
                return new Rejection(RejectReason.InvalidTerms, "An order for an amount of cash is a plain market or limit order in its currency.", "quantity");
            case OrderQuantity.Cash cash:
                return !listing.Fractionable ? new Rejection(RejectReason.NotFractionable, $"{listing.Instrument} trades in whole units.", "quantity")
                    : cash.Value.Amount < 1m || Decimals(cash.Value.Amount) > CurrencyMath.Decimals(listing.Currency)
                        ? new Rejection(RejectReason.InvalidQuantity, "An amount of cash is at least 1.00, in whole cents.", "quantity")
                        : null;
            default:
                return new Rejection(RejectReason.InvalidQuantity, "The quantity is missing.", "quantity");
        }
    }

    private Rejection? Units(OrderSpec spec, decimal units)
    {
        if (units <= 0m)
        {
            return new Rejection(RejectReason.InvalidQuantity, "The quantity must be positive.", "quantity");
        }

        foreach (var leg in spec.Legs)
        {
            var listing = core.ByInstrument[leg.Instrument].Listing;
            if (units % listing.QuantityStep != 0m || (spec.Legs.Count > 1 && units % 1m != 0m))
            {
                return listing.Fractionable && spec.Legs.Count == 1
                    ? new Rejection(RejectReason.InvalidQuantity, $"{listing.Instrument} trades in steps of {listing.QuantityStep}.", "quantity")
                    : new Rejection(RejectReason.NotFractionable, $"{listing.Instrument} trades in whole units.", "quantity");
            }

            if (units * leg.Ratio < (listing.MinQuantity ?? 0m))
            {
                return new Rejection(RejectReason.InvalidQuantity, $"The smallest order in {listing.Instrument} is {listing.MinQuantity}.", "quantity");
            }
        }

        return null;
    }

    public Rejection? Price(OrderSpec spec)
    {
        var listing = core.ByInstrument[spec.Legs[0].Instrument].Listing;
        switch (spec.Price)
        {
            case PriceTerms.Market:
                return null;
            case PriceTerms.Limit limit:
                return OnGrid(spec, listing, limit.Price, "limit price");
            case PriceTerms.Stop stop when spec.Legs.Count == 1:
                return OnGrid(spec, listing, stop.Trigger, "stop price");
            case PriceTerms.StopLimit stop when spec.Legs.Count == 1:
                return OnGrid(spec, listing, stop.Trigger, "stop price") ?? OnGrid(spec, listing, stop.Price, "limit price");
            case PriceTerms.Trailing trailing when spec.Legs.Count == 1:
                return trailing.Distance <= 0m || (trailing.InPercent && trailing.Distance >= 1m)
                    ? new Rejection(RejectReason.InvalidPrice, "A trailing distance is positive, and a fraction less than 1.", "trail")
                    : null;
            case PriceTerms.Other:
                return new Rejection(RejectReason.InvalidTerms, "These price terms cannot be asked for.", "price");
            default:
                return new Rejection(RejectReason.InvalidTerms, "Several legs trade at the market or at a net limit.", "price");
        }
    }

    private static Rejection? OnGrid(OrderSpec spec, Listing listing, decimal price, string field)
    {
        if (spec.Legs.Count == 1 && price <= 0m)
        {
            return new Rejection(RejectReason.InvalidPrice, $"The {field} must be positive.", field);
        }

        var step = listing.PriceStepAt(price);
        return price % step == 0m ? null : new Rejection(RejectReason.InvalidPrice, $"The {field} must be a multiple of {step}.", field);
    }

    public Rejection? Duration(OrderSpec spec)
    {
        var kind = spec.TimeInForce.Kind;
        if (kind == TimeInForceKind.GoodTillDate && (spec.TimeInForce.Until is not { } until || until < core.Hours.Today))
        {
            return new Rejection(RejectReason.InvalidTerms, "A good-till-date order needs a date that is not past.", "time in force");
        }

        var isAuction = kind is TimeInForceKind.AtOpen or TimeInForceKind.AtClose;
        if (isAuction && (spec.Legs.Count > 1 || spec.AllOrNone || spec.Price is not (PriceTerms.Market or PriceTerms.Limit)))
        {
            return new Rejection(RejectReason.InvalidTerms, "At the open and at the close there are plain market and limit orders.", "time in force");
        }

        var isInstant = kind is TimeInForceKind.ImmediateOrCancel or TimeInForceKind.FillOrKill;
        if (isInstant && spec.Price is not (PriceTerms.Market or PriceTerms.Limit))
        {
            return new Rejection(RejectReason.InvalidTerms, "A stop cannot be immediate.", "time in force");
        }

        return kind == TimeInForceKind.Unknown ? new Rejection(RejectReason.InvalidTerms, "The time in force is missing.", "time in force") : null;
    }

    private static Rejection? SessionsOf(OrderSpec spec)
    {
        if (spec.Sessions == Sessions.None)
        {
            return new Rejection(RejectReason.InvalidTerms, "An order needs a session.", "sessions");
        }

        var beyond = (spec.Sessions & ~Sessions.Regular) != Sessions.None && spec.Legs.All(leg => leg.Instrument is not Instrument.Crypto);
        var isAuction = spec.TimeInForce.Kind is TimeInForceKind.AtOpen or TimeInForceKind.AtClose;
        return beyond && (spec.Price is not PriceTerms.Limit || isAuction)
            ? new Rejection(RejectReason.InvalidTerms, "Outside of regular hours there are limit orders only.", "sessions")
            : null;
    }

    private static int Decimals(decimal value) => value.Scale;
}
