using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>
/// Verdicts on scopes that were asked before: a program sends few kinds of orders, and every order asks. Goes with the rules that it is about;
/// a list of rules must not change once it is asked. Thread-safe.
/// </summary>
internal static class FeatureMemo
{
    // More kinds of orders than a program sends; what comes later is computed each time.
    private const int Most = 512;

    private static readonly ConditionalWeakTable<IReadOnlyList<FeatureRule>, ConcurrentDictionary<OrderScope, FeatureVerdict>> Verdicts = [];

    internal static FeatureVerdict Of(IReadOnlyList<FeatureRule> rules, OrderScope asked)
    {
        var known = Verdicts.GetValue(rules, static _ => new());
        if (known.TryGetValue(asked, out var verdict)) return verdict;

        verdict = FeatureVerdict.Of(rules, asked);
        if (known.Count < Most) known.TryAdd(asked, verdict);
        return verdict;
    }
}
