namespace Brokerage;

/// <summary>
/// An order as it is read: a tree, since brokers' orders are. What was placed elsewhere reads back without loss, or the read throws.
/// </summary>
public sealed record Order
{
    /// <summary>The order, with its account.</summary>
    public required OrderRef Ref { get; init; }

    /// <summary>Our id: from the wire, else joined from the journal, else null (placed elsewhere).</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    /// <summary>
    /// The client id as the broker shows it: the <see cref="PreparedOrder.WireId"/> of an attempt of ours, by which a journal joins the two,
    /// or another program's own. Null where the broker keeps none or does not show it.
    /// </summary>
    public string? WireId { get; init; }

    /// <summary>False where the id is ours alone (<c>477#2</c>): act on the parent instead.</summary>
    public bool IsAddressable { get; init; } = true;

    /// <summary>How it stands.</summary>
    public required Raw<OrderState> State { get; init; }

    /// <summary>What it is made of.</summary>
    public required Raw<OrderShape> Shape { get; init; }

    /// <summary>Its part in a plan.</summary>
    public OrderRole Role { get; init; }

    /// <summary>Its legs; empty on a parent that only groups others.</summary>
    public required IReadOnlyList<OrderLegState> Legs { get; init; }

    /// <summary>The orders that belong to it.</summary>
    public IReadOnlyList<Order> Children { get; init; } = [];

    /// <summary>The order that it belongs to.</summary>
    public OrderId? Parent { get; init; }

    /// <summary>How much was asked for; of the combination where there are several legs.</summary>
    public OrderQuantity? Quantity { get; init; }

    /// <summary>
    /// How much is filled, cumulative: the truth that executions are checked against. Always in units (of the combination where there are
    /// several legs), also where <see cref="Quantity"/> is an amount of money.
    /// </summary>
    public required decimal Filled { get; init; }

    /// <summary>The average price of what is filled: per unit in quote units; net for several legs, positive when paid.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>At what price; null on a parent that only groups others and has none.</summary>
    public required PriceTerms? Price { get; init; }

    /// <summary>The currency of the prices, where the broker tells it; a minor unit (<c>GBX</c>) where it quotes in one.</summary>
    public Currency? Currency { get; init; }

    /// <summary>For how long; null on a parent that only groups others and has none.</summary>
    public required TimeInForce? TimeInForce { get; init; }

    /// <summary>In which sessions; null where the broker does not say.</summary>
    public Sessions? Sessions { get; init; }

    /// <summary>True where it may only be filled whole; null where the broker does not say.</summary>
    public bool? AllOrNone { get; init; }

    /// <summary>The order whose place it took.</summary>
    public OrderId? Replaces { get; init; }

    /// <summary>The order that took its place.</summary>
    public OrderId? ReplacedBy { get; init; }

    /// <summary>Why it was rejected, cancelled or suspended, where the broker says.</summary>
    public IReadOnlyList<BrokerageError> Reasons { get; init; } = [];

    /// <summary>Commissions and fees so far; positive when paid.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>The executions that are known, oldest first.</summary>
    public IReadOnlyList<Execution> Executions { get; init; } = [];

    /// <summary>When it was submitted (UTC).</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it reached its final state (UTC), where the broker says.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How old this is.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>True when nothing but a late fill or a correction can change it any more.</summary>
    public bool IsFinal => OrderLifecycle.IsFinal(State.Value);
}
