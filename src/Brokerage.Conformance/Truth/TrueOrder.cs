namespace Brokerage.Conformance;

/// <summary>One order in the broker's books.</summary>
public sealed record TrueOrder
{
    /// <summary>The broker's id.</summary>
    public required OrderId Id { get; init; }

    /// <summary>What is traded; several for one order of several legs.</summary>
    public required IReadOnlyList<TrueLeg> Legs { get; init; }

    /// <summary>First leg's instrument.</summary>
    public Instrument Instrument => Legs[0].Instrument;

    /// <summary>First leg's side.</summary>
    public Side Side => Legs[0].Side;

    /// <summary>Units; null when a cash amount was ordered.</summary>
    public required decimal? Quantity { get; init; }

    /// <summary>The cash amount that was ordered; null for units.</summary>
    public decimal? Cash { get; init; }

    /// <summary>Units filled.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Average price of what was filled, in quote units; null before the first fill.</summary>
    public required decimal? AveragePrice { get; init; }

    /// <summary>Where the order stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>How it is priced.</summary>
    public required PriceTerms Price { get; init; }

    /// <summary>How long it lives.</summary>
    public required TimeInForce TimeInForce { get; init; }

    /// <summary>In which sessions it may trade.</summary>
    public required Sessions Sessions { get; init; }

    /// <summary>Whether it may only be filled whole.</summary>
    public required bool AllOrNone { get; init; }

    /// <summary>What it is in its plan.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>The order whose place it took.</summary>
    public OrderId? Replaces { get; init; }

    /// <summary>The order that took its place.</summary>
    public OrderId? ReplacedBy { get; init; }

    /// <summary>When it was received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it ended (UTC); null while it lives.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Commissions and fees so far, positive.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Its fillings, oldest first.</summary>
    public required IReadOnlyList<TrueFill> Fills { get; init; }

    /// <summary>True once nothing more can happen to it.</summary>
    public bool IsFinal => OrderLifecycle.IsFinal(State);
}
