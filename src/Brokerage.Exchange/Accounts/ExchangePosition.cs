namespace Brokerage.Exchange;

/// <summary>A holding of an account, valued now.</summary>
public sealed record ExchangePosition
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>What.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>What is known about it.</summary>
    public required Listing Listing { get; init; }

    /// <summary>How much; negative is short.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>What open orders have not promised away, as a positive quantity.</summary>
    public required decimal Available { get; init; }

    /// <summary>What a unit cost on average, fees not counted, positive.</summary>
    public required decimal AverageCost { get; init; }

    /// <summary>Quantity × average cost × multiplier, signed.</summary>
    public decimal CostBasis => Quantity * AverageCost * Listing.Multiplier;

    /// <summary>The price now: the last trade, for options the middle of the quote.</summary>
    public required decimal Price { get; init; }

    /// <summary>The price at the end of the previous trading day.</summary>
    public required decimal PreviousClose { get; init; }

    /// <summary>Quantity × price × multiplier, signed.</summary>
    public decimal MarketValue => Quantity * Price * Listing.Multiplier;

    /// <summary>Market value less cost.</summary>
    public decimal UnrealizedProfit => MarketValue - CostBasis;

    /// <summary>The profit since the end of the previous trading day, trades of today included.</summary>
    public required decimal DayProfit { get; init; }

    /// <summary>What closed parts have brought, fees not counted.</summary>
    public required decimal RealizedProfit { get; init; }
}
