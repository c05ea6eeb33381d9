using System.Reflection;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>The same answers once more, written down as sets of statements, straight from the documentation of Ask.</summary>
internal static class ScopeOracle
{
    private static readonly PropertyInfo[] Dimensions = typeof(OrderScope).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static HashSet<string> Statements(OrderScope scope) =>
        [.. Dimensions.Where(dimension => dimension.GetValue(scope) is not null).Select(dimension => $"{dimension.Name}={dimension.GetValue(scope)}")];

    public static List<FeatureRule> Deciding(IEnumerable<FeatureRule> rules, OrderScope asked)
    {
        var question = Statements(asked);
        var speaking = rules.Where(rule => Statements(rule.Scope).IsSubsetOf(question)).ToList();
        return [.. speaking.Where(rule => !speaking.Any(other => Statements(other.Scope).IsProperSupersetOf(Statements(rule.Scope))))];
    }

    public static Support Ask(IEnumerable<FeatureRule> rules, OrderScope asked)
    {
        var supports = Deciding(rules, asked).Select(rule => rule.Support).Distinct().ToList();
        return supports.Count == 1 ? supports[0] : Support.Unsupported;
    }
}
