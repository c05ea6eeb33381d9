namespace Brokerage;

/// <summary>Extras: a key that nobody knows would be dropped silently on its way, so it is refused.</summary>
internal static class ExtrasCheck
{
    internal static void Run(RuleContext context, PlannedOrder order)
    {
        var extras = order.Spec.Extras;
        if (extras is { Count: > 0 })
        {
            foreach (var (key, value) in extras.OrderBy(pair => pair.Key, StringComparer.Ordinal)) CheckKey(context, key, value, FieldOf(order, key));
        }

        var all = context.Features.Extras;
        for (var i = 0; i < all.Count; i++)
        {
            var known = all[i];
            if (!IsRequired(known, order) || extras?.ContainsKey(known.Key) == true) continue;
            context.Notices.Refuse(
                OrderRuleCodes.ExtraMissing, FieldOf(order, known.Key), $"{context.Features.Broker} demands it: {known.Meaning}");
        }
    }

    private static void CheckKey(RuleContext context, string key, string? value, string field)
    {
        if (!context.Features.Extras.Any(known => string.Equals(known.Key, key, StringComparison.Ordinal)))
            context.Notices.Refuse(OrderRuleCodes.ExtraUnknown, field, $"{context.Features.Broker} knows no such extra");
        else if (string.IsNullOrWhiteSpace(value))
            context.Notices.Refuse(OrderRuleCodes.ExtraMissing, field, "an extra needs a value");
    }

    private static string FieldOf(PlannedOrder order, string key) => $"{order.Field}.Extras[{key}]";

    private static bool IsRequired(ExtraField known, PlannedOrder order) =>
        order.Spec.Legs is { } legs
        && legs.Any(leg => leg?.Instrument is { } instrument && known.RequiredFor.Contains(instrument.AssetClass));
}
