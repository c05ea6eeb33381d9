namespace Brokerage;

/// <summary>
/// What a broker knows about an instrument. Apart from the identity everything is nullable: null means that the broker does not say, and
/// brokers may disagree. It plays no part in merging.
/// </summary>
public sealed record InstrumentInfo
{
    /// <summary>The instrument that the facts are about.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The broker's name of it.</summary>
    public string? Description { get; init; }

    /// <summary>The currency that it is quoted in.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Units of the underlying per contract: 100 for most options, 1 for shares.</summary>
    public decimal? Multiplier { get; init; }

    /// <summary>The smallest step of a limit price, in quote units.</summary>
    public decimal? PriceStep { get; init; }

    /// <summary>The smallest step of a quantity, in units.</summary>
    public decimal? QuantityStep { get; init; }

    /// <summary>The smallest quantity of an order, in units.</summary>
    public decimal? MinQuantity { get; init; }

    /// <summary>May fractions of a unit be ordered?</summary>
    public bool? Fractional { get; init; }

    /// <summary>May it be sold short?</summary>
    public bool? Shortable { get; init; }

    /// <summary>May it be traded at this broker at all?</summary>
    public bool? Tradable { get; init; }

    /// <summary>Is it an exchange-traded fund?</summary>
    public bool? IsEtf { get; init; }

    /// <summary>What an option or future delivers.</summary>
    public Instrument? Underlying { get; init; }
}
