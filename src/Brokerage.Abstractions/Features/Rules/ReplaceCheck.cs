namespace Brokerage;

/// <summary>
/// Checks a change. The order that it changes is not here: what only that order could tell (its asset class, its kind of price) is left
/// open, and the adapter, which reads the order, has the last word.
/// </summary>
internal static class ReplaceCheck
{
    internal static void Run(RuleContext context, OrderIntent.Replace intent, Instrument? instrument)
    {
        if (intent.Target == default) context.Notices.Refuse(OrderRuleCodes.MissingId, "Target", "the order to change is not named");
        if (intent.Change is not { } change || change is { TotalQuantity: null, Price: null, TimeInForce: null })
        {
            context.Notices.Refuse(OrderRuleCodes.NoChange, "Change", "nothing would change");
            return;
        }

        if (change.TotalQuantity is { } units) CheckQuantity(context, units, instrument);
        if (change.Price is { } price) CheckPrice(context, price, instrument);
        if (change.TimeInForce is { } time) CheckTime(context, time, instrument);
    }

    private static void CheckQuantity(RuleContext context, decimal units, Instrument? instrument)
    {
        const string Field = "Change.TotalQuantity";
        SpecCheck.MustBePositive(context.Notices, units, Field, "a quantity", OrderRuleCodes.Quantity);
        if (instrument is not null && units > 0m) InstrumentCheck.CheckUnits(context, units, instrument, Field);
        Judge(context, Scope(OrderOperation.ReplaceQuantity, instrument) with { Quantity = ScopeReader.QuantityOf(units) }, Field);
    }

    private static void CheckPrice(RuleContext context, PriceTerms price, Instrument? instrument)
    {
        const string Field = "Change.Price";
        SpecCheck.CheckPrice(context, price, Field, isNet: instrument is null);
        if (instrument is not null) InstrumentCheck.CheckPrices(context, price, instrument, Field);
        if (price is PriceTerms.Other) return;

        var scope = Scope(OrderOperation.ReplacePrice, instrument);
        Judge(context, scope with { Price = ScopeReader.PriceOf(price), Basis = ScopeReader.BasisOf(price) }, Field);
    }

    private static void CheckTime(RuleContext context, TimeInForce time, Instrument? instrument)
    {
        const string Field = "Change.TimeInForce";
        SpecCheck.CheckTime(context, time, Field);
        if (ScopeReader.TimeOf(time) is { } kind)
            Judge(context, Scope(OrderOperation.ReplaceTerms, instrument) with { TimeInForce = kind }, Field);
    }

    private static OrderScope Scope(OrderOperation operation, Instrument? instrument) =>
        new() { Operation = operation, Asset = instrument?.AssetClass };

    private static void Judge(RuleContext context, OrderScope scope, string field) => FeatureCheck.Judge(context, scope, _ => field);
}
