namespace Brokerage;

/// <summary>Does the order keep what the broker says about the instrument, or, where it says nothing, about all of them?</summary>
internal static class InstrumentCheck
{
    internal static void Leg(RuleContext context, PlannedOrder order, OrderLeg leg, RuleField field)
    {
        if (leg.Instrument is null) return;

        var info = context.About(leg.Instrument);
        var broker = context.Features.Broker;
        if (info?.Tradable == false)
            context.Notices.Refuse(OrderRuleCodes.NotTradable, field.Dot("Instrument"), $"{leg.Instrument} cannot be traded at {broker}");
        if (info?.Shortable == false && AccountCheck.IsShortSale(leg))
            context.Notices.Refuse(OrderRuleCodes.NotShortable, field.Dot("Effect"), $"{leg.Instrument} cannot be sold short at {broker}");

        CheckQuantity(context, order, leg, info);
        if (order.Spec.Legs.Count == 1) CheckPrices(context, order.Spec.Price, leg.Instrument, order.At("Price"));
    }

    internal static void CheckUnits(RuleContext context, decimal units, Instrument instrument, RuleField field)
    {
        var info = context.About(instrument);
        if (info?.Fractional == false && units != decimal.Truncate(units))
            context.Notices.Refuse(OrderRuleCodes.NotFractional, field, WholeUnits(context, instrument));
        if (info?.MinQuantity is { } least && units < least)
            context.Notices.Refuse(OrderRuleCodes.QuantityMinimum, field, $"the least of {instrument} is {DecimalText.Canonical(least)}");

        var step = info?.QuantityStep ?? context.Limit(OrderLimitKind.QuantityStep, instrument.AssetClass)?.Value;
        if (IsOff(units, step))
            context.Notices.Refuse(OrderRuleCodes.QuantityStep, field, $"{instrument} is traded in steps of {DecimalText.Canonical(step!.Value)}");
    }

    internal static void CheckPrices(RuleContext context, PriceTerms? price, Instrument instrument, RuleField field)
    {
        switch (price)
        {
            case PriceTerms.Limit limit:
                CheckPrice(context, limit.Price, instrument, field.Dot("Price"));
                break;
            case PriceTerms.Stop stop:
                CheckPrice(context, stop.Trigger, instrument, field.Dot("Trigger"));
                break;
            case PriceTerms.StopLimit stop:
                CheckPrice(context, stop.Trigger, instrument, field.Dot("Trigger"));
                CheckPrice(context, stop.Price, instrument, field.Dot("Price"));
                break;
            case PriceTerms.Trailing { InPercent: false } trailing:
                if (context.About(instrument)?.PriceStep is { } step && IsOff(trailing.Distance, step))
                    context.Notices.Refuse(OrderRuleCodes.PriceStep, field.Dot("Distance"), Steps(instrument, step));
                break;
        }
    }

    private static void CheckPrice(RuleContext context, decimal price, Instrument instrument, RuleField field)
    {
        var step = context.About(instrument)?.PriceStep ?? context.Limit(OrderLimitKind.PriceStep, instrument.AssetClass, price)?.Value;
        if (price > 0m && IsOff(price, step)) context.Notices.Refuse(OrderRuleCodes.PriceStep, field, Steps(instrument, step!.Value));
    }

    private static void CheckQuantity(RuleContext context, PlannedOrder order, OrderLeg leg, InstrumentInfo? info)
    {
        var field = order.At("Quantity");
        switch (order.Spec.Quantity)
        {
            case OrderQuantity.Units { Value: > 0m and < 1e15m } units when leg.Ratio >= 1:
                CheckUnits(context, units.Value * leg.Ratio, leg.Instrument, field);
                break;
            case OrderQuantity.Cash cash:
                if (info?.Fractional == false) context.Notices.Refuse(OrderRuleCodes.NotFractional, field, WholeUnits(context, leg.Instrument));
                CheckCash(context, cash.Value, leg.Instrument.AssetClass, field);
                break;
        }
    }

    private static void CheckCash(RuleContext context, Money cash, AssetClass asset, RuleField field)
    {
        if (context.Limit(OrderLimitKind.MinCash, asset) is { } least && cash.Amount is > 0m && cash.Amount < least.Value)
            context.Notices.Refuse(
                OrderRuleCodes.QuantityMinimum, field, $"the least amount is {DecimalText.Canonical(least.Value)} {cash.Currency}");
    }

    private static string WholeUnits(RuleContext context, Instrument instrument) =>
        $"{instrument} is traded in whole units at {context.Features.Broker}";

    private static bool IsOff(decimal value, decimal? step) => step is > 0m && value % step.Value != 0m;

    private static string Steps(Instrument instrument, decimal step) => $"{instrument} is priced in steps of {DecimalText.Canonical(step)}";
}
