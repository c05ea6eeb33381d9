namespace Brokerage;

/// <summary>The order among scopes: which covers which, what two have in common, how one reads.</summary>
internal static class ScopeOrder
{
    /// <summary>
    /// True when everything that <paramref name="wide"/> states is stated by <paramref name="narrow"/> too, with the same value. A
    /// dimension that <paramref name="narrow"/> leaves open is not covered by a statement about it.
    /// </summary>
    internal static bool Covers(OrderScope wide, OrderScope narrow) =>
        Fits(wide.Asset, narrow.Asset)
        && Fits(wide.Operation, narrow.Operation)
        && Fits(wide.Shape, narrow.Shape)
        && Fits(wide.Price, narrow.Price)
        && Fits(wide.TimeInForce, narrow.TimeInForce)
        && Fits(wide.Sessions, narrow.Sessions)
        && Fits(wide.Side, narrow.Side)
        && Fits(wide.Effect, narrow.Effect)
        && Fits(wide.Quantity, narrow.Quantity)
        && Fits(wide.Role, narrow.Role)
        && Fits(wide.AllOrNone, narrow.AllOrNone)
        && Fits(wide.Basis, narrow.Basis);

    /// <summary>True when <paramref name="scope"/> states all that <paramref name="than"/> states, and more.</summary>
    internal static bool IsNarrower(OrderScope scope, OrderScope than) => Covers(than, scope) && !Covers(scope, than);

    /// <summary>The scope that states what either states; null when they contradict each other.</summary>
    internal static OrderScope? Merge(OrderScope one, OrderScope other) =>
        Agree(one.Asset, other.Asset) && Agree(one.Operation, other.Operation) && Agree(one.Shape, other.Shape)
        && Agree(one.Price, other.Price) && Agree(one.TimeInForce, other.TimeInForce) && Agree(one.Sessions, other.Sessions)
        && Agree(one.Side, other.Side) && Agree(one.Effect, other.Effect) && Agree(one.Quantity, other.Quantity)
        && Agree(one.Role, other.Role) && Agree(one.AllOrNone, other.AllOrNone) && Agree(one.Basis, other.Basis)
            ? Union(one, other)
            : null;

    /// <summary>How many dimensions a scope states.</summary>
    internal static int Stated(OrderScope scope) =>
        One(scope.Asset) + One(scope.Operation) + One(scope.Shape) + One(scope.Price) + One(scope.TimeInForce) + One(scope.Sessions)
        + One(scope.Side) + One(scope.Effect) + One(scope.Quantity) + One(scope.Role) + One(scope.AllOrNone) + One(scope.Basis);

    /// <summary>A scope as a person reads it: <c>Equity, Limit, Day</c>; <c>any order</c> for one that states nothing.</summary>
    internal static string Text(OrderScope scope)
    {
        var words = ScopeDimension.All.Select(dimension => dimension.Word(scope)).Where(word => word is not null);
        var text = string.Join(", ", words);
        return text.Length == 0 ? "any order" : text;
    }

    private static OrderScope Union(OrderScope one, OrderScope other) => new()
    {
        Asset = one.Asset ?? other.Asset,
        Shape = one.Shape ?? other.Shape,
        Price = one.Price ?? other.Price,
        TimeInForce = one.TimeInForce ?? other.TimeInForce,
        Sessions = one.Sessions ?? other.Sessions,
        Side = one.Side ?? other.Side,
        Effect = one.Effect ?? other.Effect,
        Quantity = one.Quantity ?? other.Quantity,
        Operation = one.Operation ?? other.Operation,
        Role = one.Role ?? other.Role,
        AllOrNone = one.AllOrNone ?? other.AllOrNone,
        Basis = one.Basis ?? other.Basis,
    };

    private static int One<T>(T? value)
        where T : struct => value is null ? 0 : 1;

    private static bool Fits<T>(T? wide, T? narrow)
        where T : struct => wide is null || (narrow is { } value && EqualityComparer<T>.Default.Equals(wide.Value, value));

    private static bool Agree<T>(T? one, T? other)
        where T : struct => one is null || other is null || EqualityComparer<T>.Default.Equals(one.Value, other.Value);
}
