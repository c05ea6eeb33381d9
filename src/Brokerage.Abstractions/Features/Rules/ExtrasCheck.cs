namespace Brokerage;

/// <summary>Extras: a key that nobody knows would be dropped silently on its way, so it is refused.</summary>
internal static class ExtrasCheck
{
    internal static void Run(RuleContext context, PlannedOrder order)
    {
        var field = $"{order.Field}.Extras";
        var extras = order.Spec.Extras;
        if (extras is not null)
        {
            foreach (var (key, value) in extras.OrderBy(pair => pair.Key, StringComparer.Ordinal)) CheckKey(context, key, value, field);
        }

        foreach (var known in context.Features.Extras)
        {
            if (!IsRequired(known, order) || extras?.ContainsKey(known.Key) == true) continue;
            context.Notices.Refuse(
                OrderRuleCodes.ExtraMissing, $"{field}[{known.Key}]", $"{context.Features.Broker} demands it: {known.Meaning}");
        }
    }

    private static void CheckKey(RuleContext context, string key, string? value, string field)
    {
        if (!context.Features.Extras.Any(known => string.Equals(known.Key, key, StringComparison.Ordinal)))
            context.Notices.Refuse(OrderRuleCodes.ExtraUnknown, $"{field}[{key}]", $"{context.Features.Broker} knows no such extra");
        else if (string.IsNullOrWhiteSpace(value))
            context.Notices.Refuse(OrderRuleCodes.ExtraMissing, $"{field}[{key}]", "an extra needs a value");
    }

    private static bool IsRequired(ExtraField known, PlannedOrder order) =>
        order.Spec.Legs is { } legs
        && legs.Any(leg => leg?.Instrument is { } instrument && known.RequiredFor.Contains(instrument.AssetClass));
}
