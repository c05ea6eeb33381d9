namespace Brokerage;

/// <summary>
/// What an account holds of one instrument. Quantity and value are signed: short is negative. Price and average cost are per unit in quote
/// units, without the multiplier. Value = quantity × price × multiplier.
/// </summary>
public sealed record Position
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>What is held.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>How many units or contracts; negative when short.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>
    /// Keeps several rows of one instrument in one account apart, where a broker has them (cash, margin, short). Caches key on account,
    /// instrument and bucket.
    /// </summary>
    public string? Bucket { get; init; }

    /// <summary>How much of it can be sold now: the quantity without what working orders hold; same sign as the quantity.</summary>
    public decimal? Available { get; init; }

    /// <summary>Units of the underlying per contract: 1 for shares, 100 for most options.</summary>
    public required decimal? Multiplier { get; init; }

    /// <summary>The currency of price, cost, value and profit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>
    /// Average cost per unit in quote units, without the multiplier; positive for long and short. Null where unknown, never 0. Commissions and
    /// fees are not in it, wherever the broker tells them apart.
    /// </summary>
    public required decimal? AverageCost { get; init; }

    /// <summary>The broker's price per unit in quote units.</summary>
    public required decimal? Price { get; init; }

    /// <summary>Quantity × price × multiplier: negative when short; the notional for futures.</summary>
    public required decimal? MarketValue { get; init; }

    /// <summary>Profit against <see cref="AverageCost"/>; a loss is negative.</summary>
    public decimal? UnrealizedProfit { get; init; }

    /// <summary>Profit since the last close; a loss is negative.</summary>
    public decimal? DayProfit { get; init; }

    /// <summary>What the broker told about the instrument beside the position.</summary>
    public InstrumentInfo? Info { get; init; }

    /// <summary>How old this is.</summary>
    public required AsOf AsOf { get; init; }
}
