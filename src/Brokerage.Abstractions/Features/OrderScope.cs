namespace Brokerage;

/// <summary>A set of orders and operations: what is null may be anything. With nothing null it is one concrete case.</summary>
public sealed record OrderScope
{
    /// <summary>The asset class of every leg.</summary>
    public AssetClass? Asset { get; init; }

    /// <summary>The shape.</summary>
    public OrderShape? Shape { get; init; }

    /// <summary>The price kind.</summary>
    public PriceKind? Price { get; init; }

    /// <summary>The time in force.</summary>
    public TimeInForceKind? TimeInForce { get; init; }

    /// <summary>The sessions, all of them together.</summary>
    public Sessions? Sessions { get; init; }

    /// <summary>The side.</summary>
    public Side? Side { get; init; }

    /// <summary>Open or close.</summary>
    public PositionEffect? Effect { get; init; }

    /// <summary>How the quantity is given.</summary>
    public QuantityKind? Quantity { get; init; }

    /// <summary>What is done.</summary>
    public OrderOperation? Operation { get; init; }

    /// <summary>What the order does in its plan: a bracket's entry takes other prices than its exits.</summary>
    public OrderRole? Role { get; init; }

    /// <summary>Whether it may only be filled whole.</summary>
    public bool? AllOrNone { get; init; }

    /// <summary>Which price sets off its stop; null for an order without one, too.</summary>
    public TriggerBasis? Basis { get; init; }
}
