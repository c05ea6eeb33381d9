namespace Brokerage;

/// <summary>
/// Narrows a refusal down: first to single members that the broker never takes, then to members that it does not take in this shape, last
/// to the combination, with what it would take instead. All reasons of the first kind that applies are given.
/// </summary>
internal static class FeatureExplainer
{
    private const int MostAlternatives = 6;

    internal static void Refuse(RuleContext context, OrderScope asked, Func<ScopeDimension, string> fieldOf)
    {
        var operation = Only(asked, "operation");
        var asset = Merge(operation, Only(asked, "asset class"));
        if (RefuseAlone(context, operation, asked, fieldOf, "operation")) return;
        if (RefuseAlone(context, asset, asked, fieldOf, "asset class")) return;

        if (RefuseEach(context, asset, asked, fieldOf)) return;
        if (RefuseEach(context, Merge(asset, Merge(Only(asked, "shape"), Only(asked, "role"))), asked, fieldOf)) return;

        RefuseCombination(context, asked, fieldOf);
    }

    private static bool RefuseEach(RuleContext context, OrderScope within, OrderScope asked, Func<ScopeDimension, string> fieldOf)
    {
        var told = false;
        foreach (var dimension in Rest())
            told |= RefuseAlone(context, Merge(within, dimension.Copy(new OrderScope(), asked)), asked, fieldOf, dimension.Name);
        return told;
    }

    private static IEnumerable<ScopeDimension> Rest() =>
        ScopeDimension.All.Where(dimension => dimension.Name is not ("operation" or "asset class"));

    private static bool RefuseAlone(
        RuleContext context, OrderScope probe, OrderScope asked, Func<ScopeDimension, string> fieldOf, string name)
    {
        var dimension = ScopeDimension.All.First(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        if (dimension.Word(asked) is null && name is not "operation") return false;
        if (FeatureSearch.Best(context.Features.Orders, probe) is not null) return false;

        var rule = FeatureVerdict.Of(context.Features.Orders, probe).Rule;
        context.Notices.Refuse(
            OrderRuleCodes.Unsupported, fieldOf(dimension),
            $"{context.Features.Broker} does not take {FeatureCheck.Words(probe)}{FeatureCheck.Because(rule)}");
        return true;
    }

    private static void RefuseCombination(RuleContext context, OrderScope asked, Func<ScopeDimension, string> fieldOf)
    {
        var rule = FeatureVerdict.Of(context.Features.Orders, asked).Rule;
        var ways = new List<string>();
        ScopeDimension? first = null;
        foreach (var dimension in ScopeDimension.All.Where(one => one.Field.Length > 0 && one.Name is not ("asset class" or "side")))
        {
            if (dimension.Word(asked) is null) continue;

            var words = dimension.Others(asked)
                .Where(other => FeatureVerdict.Of(context.Features.Orders, other).Support is Support.Native or Support.Emulated)
                .Select(other => dimension.Word(other)!)
                .Take(MostAlternatives)
                .ToList();
            if (words.Count == 0) continue;

            first ??= dimension;
            ways.Add($"{dimension.Field} {string.Join(" or ", words)}");
        }

        var instead = ways.Count == 0 ? "" : $"; it would take {string.Join(", ", ways)}";
        context.Notices.Refuse(
            OrderRuleCodes.Unsupported, first is null ? "Plan" : fieldOf(first),
            $"{context.Features.Broker} does not take {FeatureCheck.Words(asked)} together{FeatureCheck.Because(rule)}{instead}");
    }

    private static OrderScope Only(OrderScope asked, string name) =>
        ScopeDimension.All.First(dimension => string.Equals(dimension.Name, name, StringComparison.Ordinal)).Copy(new OrderScope(), asked);

    private static OrderScope Merge(OrderScope one, OrderScope other) => ScopeOrder.Merge(one, other) ?? one;
}
