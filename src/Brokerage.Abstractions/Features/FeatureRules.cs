namespace Brokerage;

/// <summary>
/// Writes rules for adapters: one per combination of the values that are listed. What is not listed stays open (any), except the
/// operation, which is placing unless said otherwise.
/// </summary>
/// <remarks>
/// The safe way to write a broker down is to list what it takes, with asset class, shape, price, time in force, sessions and quantity all
/// stated: what is not listed is then refused by silence. Refusing rules are for reasons worth telling, and for what a wider rule would let
/// through; stated in few dimensions they veto every rule that is not a special case of them.
/// </remarks>
public static class FeatureRules
{
    /// <summary>The rules for every combination of the listed values.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="evidence"/> is null.</exception>
    public static IReadOnlyList<FeatureRule> Each(
        Support support,
        Evidence evidence,
        string? why = null,
        ReadOnlySpan<AssetClass> assets = default,
        ReadOnlySpan<OrderShape> shapes = default,
        ReadOnlySpan<OrderRole> roles = default,
        ReadOnlySpan<PriceKind> prices = default,
        ReadOnlySpan<TimeInForceKind> times = default,
        ReadOnlySpan<Sessions> sessions = default,
        ReadOnlySpan<Side> sides = default,
        ReadOnlySpan<PositionEffect> effects = default,
        ReadOnlySpan<QuantityKind> quantities = default,
        ReadOnlySpan<TriggerBasis> bases = default,
        bool? allOrNone = null,
        ReadOnlySpan<OrderOperation> operations = default)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        List<OrderScope> scopes = [new OrderScope { AllOrNone = allOrNone }];
        if (operations.IsEmpty) operations = [OrderOperation.Place];
        scopes = Cross(scopes, operations, (scope, value) => scope with { Operation = value });
        scopes = Cross(scopes, assets, (scope, value) => scope with { Asset = value });
        scopes = Cross(scopes, shapes, (scope, value) => scope with { Shape = value });
        scopes = Cross(scopes, roles, (scope, value) => scope with { Role = value });
        scopes = Cross(scopes, prices, (scope, value) => scope with { Price = value });
        scopes = Cross(scopes, times, (scope, value) => scope with { TimeInForce = value });
        scopes = Cross(scopes, sessions, (scope, value) => scope with { Sessions = value });
        scopes = Cross(scopes, sides, (scope, value) => scope with { Side = value });
        scopes = Cross(scopes, effects, (scope, value) => scope with { Effect = value });
        scopes = Cross(scopes, quantities, (scope, value) => scope with { Quantity = value });
        scopes = Cross(scopes, bases, (scope, value) => scope with { Basis = value });
        return scopes.ConvertAll(scope => new FeatureRule(scope, support, evidence, why));
    }

    private static List<OrderScope> Cross<T>(List<OrderScope> scopes, ReadOnlySpan<T> values, Func<OrderScope, T, OrderScope> state)
    {
        if (values.IsEmpty) return scopes;

        var crossed = new List<OrderScope>(scopes.Count * values.Length);
        foreach (var value in values)
        {
            foreach (var scope in scopes) crossed.Add(state(scope, value));
        }

        return crossed;
    }
}
