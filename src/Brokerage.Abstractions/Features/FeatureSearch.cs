namespace Brokerage;

/// <summary>Finds the best that any order within a partly stated scope could get: the query behind the flat flags.</summary>
internal static class FeatureSearch
{
    /// <summary>
    /// The rule that gives the strongest support to some order within <paramref name="partial"/>; null when every such order is refused.
    /// A dimension that neither the rules nor the question state counts as its ordinary, unnamed value.
    /// </summary>
    internal static FeatureRule? Best(IReadOnlyList<FeatureRule> rules, OrderScope partial)
    {
        if (IsVetoed(rules, partial)) return null;

        FeatureRule? best = null;
        foreach (var rule in rules)
        {
            if (rule.Support == Support.Unsupported || (best is not null && RuleOrder.ByMerit(rule, best) >= 0)) continue;
            if (ScopeOrder.Merge(rule.Scope, partial) is { } scope && Reaches(rules, scope, rule.Support)) best = rule;
        }

        return best;
    }

    // A refusal about the whole scope, of which no rule makes a special case, decides at once; that is what most refused orders meet.
    private static bool IsVetoed(IReadOnlyList<FeatureRule> rules, OrderScope partial)
    {
        foreach (var veto in rules)
        {
            if (veto.Support != Support.Unsupported || !ScopeOrder.Covers(veto.Scope, partial)) continue;
            if (!HasSpecialCase(rules, veto)) return true;
        }

        return false;
    }

    private static bool HasSpecialCase(IReadOnlyList<FeatureRule> rules, FeatureRule veto)
    {
        foreach (var rule in rules)
        {
            if (rule.Support > Support.Unsupported && ScopeOrder.IsNarrower(rule.Scope, veto.Scope)) return true;
        }

        return false;
    }

    // An order that satisfies the rule may still be disputed by others; then only an order that also falls under what overrides those
    // can get the rule's support. Each step states more, so this ends.
    private static bool Reaches(IReadOnlyList<FeatureRule> rules, OrderScope scope, Support support)
    {
        var opposing = FeatureVerdict.Deciding(rules, scope).Find(rule => rule.Support != support);
        if (opposing is null) return true;

        foreach (var rule in rules)
        {
            if (!ScopeOrder.IsNarrower(rule.Scope, opposing.Scope)) continue;
            if (ScopeOrder.Merge(rule.Scope, scope) is { } narrower && narrower != scope && Reaches(rules, narrower, support)) return true;
        }

        return false;
    }
}
