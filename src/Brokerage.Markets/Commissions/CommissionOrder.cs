namespace Brokerage.Markets;

/// <summary>What a commission depends on: one order, or one leg of one, as far as it is filled.</summary>
public sealed record CommissionOrder
{
    /// <summary>What is traded.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>The filled quantity, positive.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quantity × price × multiplier, positive, in <see cref="Currency"/>.</summary>
    public required decimal Value { get; init; }

    /// <summary>The part of <see cref="Value"/> that stood in the book.</summary>
    public decimal MakerValue { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The day of the trade: price lists change.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Units traded this month before this order, for volume tiers; for crypto, the value of the last 30 days.</summary>
    public decimal VolumeBefore { get; init; }
}
