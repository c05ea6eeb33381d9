namespace Brokerage;

/// <summary>One dimension of <see cref="OrderScope"/>, so that explanations can walk them instead of naming each.</summary>
internal abstract class ScopeDimension(string name, string field)
{
    /// <summary>All dimensions, in the order in which a person would say them.</summary>
    internal static IReadOnlyList<ScopeDimension> All { get; } =
    [
        new Of<OrderOperation>("operation", "", s => s.Operation, (s, v) => s with { Operation = v }, Enum.GetValues<OrderOperation>()),
        new Of<AssetClass>("asset class", "Instrument", s => s.Asset, (s, v) => s with { Asset = v }, Enum.GetValues<AssetClass>()),
        new Of<OrderShape>("shape", "", s => s.Shape, (s, v) => s with { Shape = v }, Enum.GetValues<OrderShape>()),
        new Of<OrderRole>("role", "", s => s.Role, (s, v) => s with { Role = v }, Enum.GetValues<OrderRole>()),
        new Of<Side>("side", "Side", s => s.Side, (s, v) => s with { Side = v }, Enum.GetValues<Side>()),
        new Of<PositionEffect>("effect", "Effect", s => s.Effect, (s, v) => s with { Effect = v }, Enum.GetValues<PositionEffect>()),
        new Of<QuantityKind>("quantity", "Quantity", s => s.Quantity, (s, v) => s with { Quantity = v }, Enum.GetValues<QuantityKind>()),
        new Of<PriceKind>("price", "Price", s => s.Price, (s, v) => s with { Price = v }, Enum.GetValues<PriceKind>()),
        new Of<TriggerBasis>("trigger basis", "Price.Basis", s => s.Basis, (s, v) => s with { Basis = v }, Enum.GetValues<TriggerBasis>()),
        new Of<TimeInForceKind>(
            "time in force", "TimeInForce", s => s.TimeInForce, (s, v) => s with { TimeInForce = v }, Enum.GetValues<TimeInForceKind>()),
        new Of<Sessions>(
            "sessions", "Sessions", s => s.Sessions, (s, v) => s with { Sessions = v },
            [Sessions.Regular, Sessions.Extended, Sessions.Pre, Sessions.Post, Sessions.Overnight, Sessions.Extended | Sessions.Overnight]),
        new Of<bool>(
            "all or none", "AllOrNone", s => s.AllOrNone, (s, v) => s with { AllOrNone = v }, [false, true],
            value => value ? "all or none" : "parts allowed"),
    ];

    /// <summary>What a person calls it.</summary>
    internal string Name { get; } = name;

    /// <summary>The member of an order or leg that decides it; empty where the plan as a whole does.</summary>
    internal string Field { get; } = field;

    /// <summary>True where a leg decides, not the order.</summary>
    internal bool IsOfLeg => Field is "Instrument" or "Side" or "Effect";

    /// <summary>What a scope states in this dimension; null where it leaves it open.</summary>
    internal abstract string? Word(OrderScope scope);

    /// <summary><paramref name="onto"/> with this dimension as in <paramref name="source"/>.</summary>
    internal abstract OrderScope Copy(OrderScope onto, OrderScope source);

    /// <summary>The scope with every other value of this dimension.</summary>
    internal abstract IEnumerable<OrderScope> Others(OrderScope scope);

    private sealed class Of<T>(
        string name, string field, Func<OrderScope, T?> get, Func<OrderScope, T?, OrderScope> set, T[] values, Func<T, string>? word = null)
        : ScopeDimension(name, field)
        where T : struct
    {
        internal override string? Word(OrderScope scope) => get(scope) is { } value ? word?.Invoke(value) ?? value.ToString() : null;

        internal override OrderScope Copy(OrderScope onto, OrderScope source) => set(onto, get(source));

        internal override IEnumerable<OrderScope> Others(OrderScope scope) =>
            values.Where(value => !EqualityComparer<T?>.Default.Equals(get(scope), value)).Select(value => set(scope, value));
    }
}
