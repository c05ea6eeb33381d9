namespace Brokerage.ETrade;

/// <summary>One purchase that a position is made of. What E*TRADE does not say is null.</summary>
public sealed record ETradeLot
{
    /// <summary>Names it for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The day of the purchase, in New York.</summary>
    public DateOnly? Acquired { get; init; }

    /// <summary>How much was bought; negative when short.</summary>
    public decimal? OriginalQuantity { get; init; }

    /// <summary>How much of it is left.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>How much of it can be sold now.</summary>
    public decimal? Available { get; init; }

    /// <summary>What was paid per unit, in quote units.</summary>
    public decimal? Price { get; init; }

    /// <summary>What was paid for what is left, in US dollars.</summary>
    public decimal? TotalCost { get; init; }

    /// <summary>What is left is worth so much, in US dollars.</summary>
    public decimal? MarketValue { get; init; }

    /// <summary>Profit against the cost; a loss is negative.</summary>
    public decimal? TotalGain { get; init; }

    /// <summary>The order that bought it.</summary>
    public OrderId? Order { get; init; }
}
