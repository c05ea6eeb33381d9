namespace Brokerage;

/// <summary>What is known of an instrument, as JSON. Names are stored: they never change.</summary>
internal sealed record InstrumentInfoRecord
{
    public required string Instrument { get; init; }

    public string? Description { get; init; }

    public string? Currency { get; init; }

    public decimal? Multiplier { get; init; }

    public decimal? PriceStep { get; init; }

    public decimal? QuantityStep { get; init; }

    public decimal? MinQuantity { get; init; }

    public bool? Fractional { get; init; }

    public bool? Shortable { get; init; }

    public bool? Tradable { get; init; }

    public bool? IsEtf { get; init; }

    public string? Underlying { get; init; }
}
