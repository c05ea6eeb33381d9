namespace Brokerage;

/// <summary>One filling of an order, or of one of its legs.</summary>
public sealed record Execution
{
    /// <summary>The broker's id, if it gives one.</summary>
    public string? Id { get; init; }

    /// <summary>True where we computed it from two readings; a real one that covers it takes its place.</summary>
    public bool IsDerived { get; init; }

    /// <summary>Which of the order's legs.</summary>
    public int LegIndex { get; init; }

    /// <summary>How much; positive.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Per unit in quote units.</summary>
    public required decimal Price { get; init; }

    /// <summary>How much of the leg is filled after it.</summary>
    public required decimal CumulativeAfter { get; init; }

    /// <summary>When (UTC).</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The id of the execution that this one corrects.</summary>
    public string? Corrects { get; init; }

    /// <summary>Its commission; positive when paid.</summary>
    public Money? Commission { get; init; }
}
