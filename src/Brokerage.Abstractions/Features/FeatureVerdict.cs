namespace Brokerage;

/// <summary>What a list of rules says about a scope: the rules that decide, and whether they agree.</summary>
/// <remarks>
/// A rule matches when the question states everything that the rule states, with the same value. A matching rule is overridden only by one
/// that states all of it and more. The rules that nothing overrides must be unanimous: if they are not, the answer is a refusal, and so is
/// silence. Nothing depends on the order of the list.
/// </remarks>
internal readonly record struct FeatureVerdict(Support Support, FeatureRule? Rule, bool IsSilent, bool IsDisputed)
{
    internal static FeatureVerdict Of(IReadOnlyList<FeatureRule> rules, OrderScope asked)
    {
        var deciding = Deciding(rules, asked);
        if (deciding.Count == 0) return new FeatureVerdict(Support.Unsupported, null, IsSilent: true, IsDisputed: false);

        var weakest = deciding.Min(rule => rule.Support);
        var speaker = Speaker(deciding.Where(rule => rule.Support == weakest));
        if (deciding.TrueForAll(rule => rule.Support == weakest)) return new FeatureVerdict(weakest, speaker, false, false);

        // Of rules that disagree, one that refuses can at least say why.
        return new FeatureVerdict(Support.Unsupported, weakest == Support.Unsupported ? speaker : null, false, IsDisputed: true);
    }

    /// <summary>The matching rules that no other matching rule overrides.</summary>
    internal static List<FeatureRule> Deciding(IReadOnlyList<FeatureRule> rules, OrderScope asked)
    {
        var matching = new List<FeatureRule>();
        foreach (var rule in rules)
        {
            if (ScopeOrder.Covers(rule.Scope, asked)) matching.Add(rule);
        }

        return matching.FindAll(rule => !matching.Exists(other => ScopeOrder.IsNarrower(other.Scope, rule.Scope)));
    }

    // Which of several equal rules speaks must not depend on their order either.
    private static FeatureRule Speaker(IEnumerable<FeatureRule> rules) =>
        rules.Aggregate((one, other) => RuleOrder.BySpeciality(one, other) <= 0 ? one : other);
}
