using System.Globalization;

namespace Brokerage;

/// <summary>Does the broker take that? One answer per leg; a refusal is narrowed down to the members that cause it.</summary>
internal static class FeatureCheck
{
    internal static void Leg(RuleContext context, PlannedOrder order, OrderLeg leg, int index)
    {
        if (leg.Instrument is null) return;

        var asked = ScopeReader.Of(order, leg);
        var best = BestOf(context, asked);
        if (best?.Support != Support.Native) TellOfLeg(context, asked, best, order, index);
    }

    /// <summary>Judges a scope; <paramref name="fieldOf"/> says which member of the request stands for a dimension.</summary>
    internal static void Judge(RuleContext context, OrderScope asked, Func<ScopeDimension, string> fieldOf) =>
        Tell(context, asked, BestOf(context, asked), fieldOf);

    private static void TellOfLeg(RuleContext context, OrderScope asked, FeatureRule? best, PlannedOrder order, int index) =>
        Tell(context, asked, best, dimension => FieldOf(dimension, order, index));

    private static void Tell(RuleContext context, OrderScope asked, FeatureRule? best, Func<ScopeDimension, string> fieldOf)
    {
        switch (best?.Support ?? Support.Unsupported)
        {
            case Support.Native:
                break;
            case Support.Emulated:
                context.Notices.Tell(
                    OrderRuleCodes.Emulated, MostTelling(best!, asked, fieldOf),
                    $"{context.Features.Broker} has no {Words(asked)}: the suite emulates it{Because(best)}");
                break;
            case Support.Unverified:
                TellUnverified(context, best!, MostTelling(best!, asked, fieldOf), asked);
                break;
            default:
                FeatureExplainer.Refuse(context, asked, fieldOf);
                break;
        }
    }

    // A scope with nothing left open has one answer; one that could not be read completely is asked for the best it could be.
    private static FeatureRule? BestOf(RuleContext context, OrderScope asked)
    {
        var verdict = FeatureMemo.Of(context.Features.Orders, asked);
        if (verdict.Support > Support.Unsupported) return verdict.Rule;
        return IsComplete(asked) ? null : FeatureSearch.Best(context.Features.Orders, asked);
    }

    private static bool IsComplete(OrderScope asked) =>
        asked is { Operation: OrderOperation.Place, Asset: not null, Shape: not null, Price: not null, TimeInForce: not null }
            and { Sessions: not null, Side: not null, Effect: not null, Quantity: not null };

    private static void TellUnverified(RuleContext context, FeatureRule rule, string field, OrderScope asked)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"{rule.Evidence.Source}, {rule.Evidence.On:yyyy-MM-dd}");
        var text = $"it is not proven that {context.Features.Broker} takes {Words(asked)}{Because(rule)} ({source})";
        if (context.Options.AllowUnverified) context.Notices.Warn(OrderRuleCodes.Unverified, field, text);
        else context.Notices.Refuse(OrderRuleCodes.Unverified, field, $"{text}; allow unverified features to send it");
    }

    // The last dimension of a rule is usually what makes it special; the plan as a whole otherwise.
    private static string MostTelling(FeatureRule rule, OrderScope asked, Func<ScopeDimension, string> fieldOf)
    {
        var telling = ScopeDimension.All.LastOrDefault(one =>
            one.Field.Length > 0 && one.Word(rule.Scope) is not null && one.Word(asked) is not null);
        return telling is null ? "Plan" : fieldOf(telling);
    }

    internal static string Words(OrderScope scope) => $"({ScopeOrder.Text(scope)})";

    internal static string Because(FeatureRule? rule) => rule?.Why is { } why ? $": {why.TrimEnd('.')}" : "";

    private static string FieldOf(ScopeDimension dimension, PlannedOrder order, int leg)
    {
        if (dimension.Field.Length == 0) return "Plan";
        return dimension.IsOfLeg ? $"{order.Field}.Legs[{leg}].{dimension.Field}" : $"{order.Field}.{dimension.Field}";
    }
}
