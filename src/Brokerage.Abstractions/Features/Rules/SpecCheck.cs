namespace Brokerage;

/// <summary>Is the request sane, whatever the broker?</summary>
internal static class SpecCheck
{
    internal const int MaxLegs = 64;

    internal static void Run(RuleContext context, PlannedOrder order)
    {
        CheckLegs(context, order);
        CheckQuantity(context, order);
        CheckPrice(context, order.Spec.Price, order.At("Price"), order.Spec.Legs is { Count: > 1 });
        CheckTime(context, order.Spec.TimeInForce, order.At("TimeInForce"));
        CheckSessions(context, order);
    }

    internal static void CheckPrice(RuleContext context, PriceTerms? price, RuleField field, bool isNet)
    {
        var notices = context.Notices;
        switch (price)
        {
            case null:
                notices.Refuse(OrderRuleCodes.Price, field, "there are no price terms");
                break;
            case PriceTerms.Other other:
                notices.Refuse(OrderRuleCodes.PriceUnreadable, field, $"'{other.Text}' was read from a broker and cannot be sent");
                break;
            case PriceTerms.Limit limit when !isNet: // a net price may be received, or nil
                MustBePositive(notices, limit.Price, field.Dot("Price"), "a limit");
                break;
            case PriceTerms.Stop stop:
                MustBePositive(notices, stop.Trigger, field.Dot("Trigger"), "a trigger");
                CheckBasis(notices, stop.Basis, field);
                break;
            case PriceTerms.StopLimit stop:
                MustBePositive(notices, stop.Trigger, field.Dot("Trigger"), "a trigger");
                if (!isNet) MustBePositive(notices, stop.Price, field.Dot("Price"), "a limit");
                CheckBasis(notices, stop.Basis, field);
                break;
            case PriceTerms.Trailing trailing:
                CheckTrailing(notices, trailing, field);
                break;
        }
    }

    internal static void CheckTime(RuleContext context, TimeInForce? time, RuleField field)
    {
        var notices = context.Notices;
        if (ScopeReader.TimeOf(time) is not { } kind)
        {
            notices.Refuse(OrderRuleCodes.TimeInForce, field, "the time in force is not known");
            return;
        }

        if (kind == TimeInForceKind.GoodTillDate && time!.Until is null)
            notices.Refuse(OrderRuleCodes.Date, field.Dot("Until"), "an order that is good till a date needs its date");
        else if (kind != TimeInForceKind.GoodTillDate && time!.Until is not null)
            notices.Refuse(OrderRuleCodes.Date, field.Dot("Until"), $"a date belongs to GoodTillDate, not to {kind}");
        else if (time!.Until < context.Options.Today)
            notices.Refuse(OrderRuleCodes.DatePassed, field.Dot("Until"), $"{time.Until:yyyy-MM-dd} has passed");
    }

    internal static void MustBePositive(NoticeList notices, decimal value, RuleField field, string what, string code = OrderRuleCodes.Price)
    {
        if (value <= 0m) notices.Refuse(code, field, $"{what} must be above 0, not {DecimalText.Canonical(value)}");
    }

    private static void CheckLegs(RuleContext context, PlannedOrder order)
    {
        var legs = order.Spec.Legs;
        var field = order.At("Legs");
        if (legs is null || legs.Count == 0)
        {
            context.Notices.Refuse(OrderRuleCodes.Legs, field, "there is no leg");
            return;
        }

        if (legs.Count > MaxLegs)
        {
            context.Notices.Refuse(OrderRuleCodes.Legs, field, $"there are more than {MaxLegs} legs");
            return;
        }

        for (var i = 0; i < legs.Count; i++) CheckLeg(context, legs[i], order.AtLeg(i));
        CheckRatios(context, legs, order);
        if (legs.Count > 1) CheckTwice(context, legs, order);
    }

    private static void CheckLeg(RuleContext context, OrderLeg? leg, RuleField field)
    {
        if (leg?.Instrument is null)
        {
            context.Notices.Refuse(OrderRuleCodes.Legs, field, "the leg names no instrument");
            return;
        }

        if (leg.Side is not (Side.Buy or Side.Sell)) context.Notices.Refuse(OrderRuleCodes.Side, field.Dot("Side"), "a leg buys or sells");
        if (!Enum.IsDefined(leg.Effect)) context.Notices.Refuse(OrderRuleCodes.Side, field.Dot("Effect"), "this effect does not exist");
        if (leg.Instrument is Instrument.Unclassified { Broker: var owner } && owner != context.Features.Broker)
            context.Notices.Refuse(OrderRuleCodes.Legs, field.Dot("Instrument"), $"{leg.Instrument} is a key of another broker");
        if (ExpiryOf(leg.Instrument) < context.Options.Today)
            context.Notices.Refuse(OrderRuleCodes.DatePassed, field.Dot("Instrument"), $"{leg.Instrument} has expired");
    }

    private static DateOnly? ExpiryOf(Instrument instrument) => instrument switch
    {
        Instrument.Option option => option.Expires,
        Instrument.FutureOption option => option.Expires,
        _ => null,
    };

    private static void CheckRatios(RuleContext context, IReadOnlyList<OrderLeg> legs, PlannedOrder order)
    {
        var divisor = 0;
        for (var i = 0; i < legs.Count; i++)
        {
            if (legs[i] is not { } leg) return;
            if (leg.Ratio < 1)
            {
                context.Notices.Refuse(OrderRuleCodes.Ratio, order.AtLeg(i).Dot("Ratio"), $"a ratio is at least 1, not {leg.Ratio}");
                return;
            }

            divisor = Divisor(divisor, leg.Ratio);
        }

        if (divisor > 1) context.Notices.Refuse(OrderRuleCodes.Ratio, order.At("Legs"), $"the ratios have {divisor} in common: put it into the quantity");
    }

    private static void CheckTwice(RuleContext context, IReadOnlyList<OrderLeg> legs, PlannedOrder order)
    {
        var seen = new HashSet<Instrument>();
        for (var i = 0; i < legs.Count; i++)
        {
            if (legs[i]?.Instrument is { } instrument && !seen.Add(instrument))
                context.Notices.Refuse(OrderRuleCodes.LegTwice, order.AtLeg(i).Dot("Instrument"), $"{instrument} stands in another leg already");
        }
    }

    private static void CheckQuantity(RuleContext context, PlannedOrder order)
    {
        var field = order.At("Quantity");
        switch (order.Spec.Quantity)
        {
            case null:
                context.Notices.Refuse(OrderRuleCodes.Quantity, field, "there is no quantity");
                break;
            case OrderQuantity.Units units:
                MustBePositive(context.Notices, units.Value, field, "a quantity", OrderRuleCodes.Quantity);
                break;
            case OrderQuantity.Cash cash:
                MustBePositive(context.Notices, cash.Value.Amount, field, "an amount", OrderRuleCodes.Quantity);
                CheckCurrency(context, order, cash.Value, field);
                break;
        }
    }

    private static void CheckCurrency(RuleContext context, PlannedOrder order, Money cash, RuleField field)
    {
        if (cash.Currency == default)
            context.Notices.Refuse(OrderRuleCodes.Currency, field, "an amount needs its currency");
        else if (order.Spec.Legs is { Count: > 1 })
            context.Notices.Refuse(OrderRuleCodes.CashQuantity, field, "several legs are ordered by quantity, not for an amount");
        else if (order.Spec.Legs is [{ Instrument: { } instrument }]
            && CurrencyOf(context, instrument) is { } currency && cash.Currency != currency)
            context.Notices.Refuse(OrderRuleCodes.Currency, field, $"{instrument} is paid in {currency}, not in {cash.Currency}");
    }

    // What the pair or the broker says about the instrument counts before the account's own currency, which only stands in for shares.
    private static Currency? CurrencyOf(RuleContext context, Instrument instrument) => instrument switch
    {
        Instrument.Crypto crypto => Currency.TryParse(crypto.Quote, out var quote) ? quote : null,
        Instrument.Forex forex => forex.Quote,
        _ => context.About(instrument)?.Currency ?? context.Account?.BaseCurrency,
    };

    private static void CheckSessions(RuleContext context, PlannedOrder order)
    {
        const Sessions All = Sessions.Extended | Sessions.Overnight;
        var sessions = order.Spec.Sessions;
        if (sessions == Sessions.None || (sessions & ~All) != Sessions.None)
            context.Notices.Refuse(OrderRuleCodes.Sessions, order.At("Sessions"), "an order takes part in sessions that exist");
    }

    private static void CheckTrailing(NoticeList notices, PriceTerms.Trailing trailing, RuleField field)
    {
        MustBePositive(notices, trailing.Distance, field.Dot("Distance"), "a distance");
        if (trailing.InPercent && trailing.Distance >= 1m)
            notices.Refuse(OrderRuleCodes.Price, field.Dot("Distance"), "a distance in percent is a fraction below 1: 0.05 is 5 %");
        if (trailing.LimitOffset is { } offset && offset < 0m)
            notices.Refuse(OrderRuleCodes.Price, field.Dot("LimitOffset"), "an offset is a distance, not below 0");
        CheckBasis(notices, trailing.Basis, field);
    }

    private static void CheckBasis(NoticeList notices, TriggerBasis basis, RuleField field)
    {
        if (!Enum.IsDefined(basis)) notices.Refuse(OrderRuleCodes.Price, field.Dot("Basis"), "this trigger basis does not exist");
    }

    private static int Divisor(int one, int other) => other == 0 ? one : Divisor(other, one % other);
}
