namespace Brokerage.Exchange;

/// <summary>An order as the exchange has it at one moment.</summary>
public sealed record ExchangeOrder
{
    /// <summary>The exchange's id, a number in decimal.</summary>
    public required OrderId Id { get; init; }

    /// <summary>The same as a number; ascending in the order of receipt.</summary>
    public required long Number { get; init; }

    /// <summary>The customer's id, if one was given.</summary>
    public string? ClientId { get; init; }

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>Where the order stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>What the outermost order of the plan is; for a part, what this part is.</summary>
    public required OrderShape Shape { get; init; }

    /// <summary>The part that the order plays in its plan.</summary>
    public required OrderRole Role { get; init; }

    /// <summary>The terms as they are now; null for the container of a one-cancels-other, which has none.</summary>
    public OrderSpec? Spec { get; init; }

    /// <summary>The legs with their own fills; empty for a container.</summary>
    public required IReadOnlyList<ExchangeLeg> Legs { get; init; }

    /// <summary>How much was asked for, in units; null while a cash amount has not become units, and for a container.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>How much of it is filled. For several legs: how many whole combinations.</summary>
    public required decimal Filled { get; init; }

    /// <summary>What the orders that this one replaced had filled; not part of <see cref="Quantity"/> or <see cref="Filled"/>.</summary>
    public decimal FilledBefore { get; init; }

    /// <summary>The average fill price; for several legs the net price, positive when paid. Null before the first fill.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>The sum of all fees so far, in <see cref="FeeCurrency"/>, positive when paid.</summary>
    public decimal Fees { get; init; }

    /// <summary>The currency of <see cref="Fees"/>; null for a container.</summary>
    public Currency? FeeCurrency { get; init; }

    /// <summary>The fees by kind.</summary>
    public IReadOnlyList<Fee> FeeItems { get; init; } = [];

    /// <summary>Whether the exchange has judged and taken it. A <see cref="OrderState.Received"/> order that is acknowledged waits for its session.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>Whether a stop has been triggered. False for orders without one.</summary>
    public bool IsTriggered { get; init; }

    /// <summary>Where the stop stands now; for a trailing order it moves. Null for orders without one.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>The best price that a trailing order has seen; null for others.</summary>
    public decimal? WaterMark { get; init; }

    /// <summary>The order around this one, if there is one.</summary>
    public OrderId? Parent { get; init; }

    /// <summary>The orders directly inside or after this one.</summary>
    public IReadOnlyList<OrderId> Children { get; init; } = [];

    /// <summary>The outermost order of the plan; itself for a single order.</summary>
    public required OrderId Root { get; init; }

    /// <summary>The order that this one replaced.</summary>
    public OrderId? Replaces { get; init; }

    /// <summary>The order that replaced this one.</summary>
    public OrderId? ReplacedBy { get; init; }

    /// <summary>The executions so far, oldest first, corrections included.</summary>
    public required IReadOnlyList<ExchangeExecution> Executions { get; init; }

    /// <summary>Why it was rejected, or cancelled by the exchange; null otherwise.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it reached its final state; null before.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it will expire if nothing else happens; null for good-till-cancelled.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the ticket gave along.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Whether nothing but a late fill or a correction can change it any more.</summary>
    public bool IsFinal => State is OrderState.Filled or OrderState.Cancelled or OrderState.Replaced or OrderState.Expired or OrderState.Rejected;

    /// <summary>What is left to fill; null while the quantity is.</summary>
    public decimal? Remaining => IsFinal ? 0m : Quantity - Filled;
}
