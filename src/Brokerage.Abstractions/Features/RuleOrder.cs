namespace Brokerage;

/// <summary>A total order of rules, so that which of several equal rules speaks never depends on their place in a list.</summary>
internal static class RuleOrder
{
    /// <summary>Negative when <paramref name="one"/> says more: stronger support, fewer conditions, no reservation.</summary>
    internal static int ByMerit(FeatureRule one, FeatureRule other)
    {
        var order = other.Support.CompareTo(one.Support);
        if (order == 0) order = ScopeOrder.Stated(one.Scope).CompareTo(ScopeOrder.Stated(other.Scope));
        if (order == 0) order = (one.Why is not null).CompareTo(other.Why is not null);
        return order == 0 ? ByContent(one, other) : order;
    }

    /// <summary>Negative when <paramref name="one"/> is the more special: more conditions, then any fixed order.</summary>
    internal static int BySpeciality(FeatureRule one, FeatureRule other)
    {
        var order = ScopeOrder.Stated(other.Scope).CompareTo(ScopeOrder.Stated(one.Scope));
        return order == 0 ? ByContent(one, other) : order;
    }

    private static int ByContent(FeatureRule one, FeatureRule other)
    {
        var order = ByScope(one.Scope, other.Scope);
        if (order == 0) order = one.Support.CompareTo(other.Support);
        if (order == 0) order = string.CompareOrdinal(one.Why, other.Why);
        if (order == 0) order = string.CompareOrdinal(one.Evidence.Source, other.Evidence.Source);
        return order == 0 ? one.Evidence.On.CompareTo(other.Evidence.On) : order;
    }

    private static int ByScope(OrderScope one, OrderScope other)
    {
        var order = Nullable.Compare(one.Operation, other.Operation);
        if (order == 0) order = Nullable.Compare(one.Asset, other.Asset);
        if (order == 0) order = Nullable.Compare(one.Shape, other.Shape);
        if (order == 0) order = Nullable.Compare(one.Price, other.Price);
        if (order == 0) order = Nullable.Compare(one.TimeInForce, other.TimeInForce);
        if (order == 0) order = Nullable.Compare(one.Sessions, other.Sessions);
        if (order == 0) order = Nullable.Compare(one.Quantity, other.Quantity);
        if (order == 0) order = Nullable.Compare(one.Side, other.Side);
        if (order == 0) order = Nullable.Compare(one.Effect, other.Effect);
        if (order == 0) order = Nullable.Compare(one.Role, other.Role);
        if (order == 0) order = Nullable.Compare(one.AllOrNone, other.AllOrNone);
        return order == 0 ? Nullable.Compare(one.Basis, other.Basis) : order;
    }
}
