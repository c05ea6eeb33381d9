namespace Brokerage.Conformance;

/// <summary>One order in the broker's books.</summary>
public sealed record TrueOrder
{
    /// <summary>The broker's id.</summary>
    public required OrderId Id { get; init; }

    /// <summary>First leg's instrument.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>First leg's side.</summary>
    public required Side Side { get; init; }

    /// <summary>Units; null when a cash amount was ordered.</summary>
    public required decimal? Quantity { get; init; }

    /// <summary>Units filled.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Average price of what was filled, in quote units; null before the first fill.</summary>
    public required decimal? AveragePrice { get; init; }

    /// <summary>Where the order stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>How it is priced; null where the books do not keep that for this order.</summary>
    public PriceTerms? Price { get; init; }

    /// <summary>How long it lives; null where the books do not keep that for this order.</summary>
    public TimeInForce? TimeInForce { get; init; }

    /// <summary>True once nothing more can happen to it.</summary>
    public bool IsFinal => OrderLifecycle.IsFinal(State);
}
