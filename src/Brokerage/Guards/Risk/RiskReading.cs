namespace Brokerage;

/// <summary>What an account has and what works there, read at one time.</summary>
internal sealed class RiskReading
{
    public required Balance Balance { get; init; }

    /// <summary>Units and the value of one, in the position's currency, by instrument; all buckets together.</summary>
    public required Dictionary<Instrument, (decimal Units, decimal UnitValue, Currency Currency)> Positions { get; init; }

    /// <summary>What orders of nobody's here may still do.</summary>
    public required Exposure[] Elsewhere { get; init; }

    /// <summary>Why nothing may be concluded from what is not there; null where everything was read.</summary>
    public required string? Gap { get; init; }

    /// <summary>Whether the broker's buying power is less what the orders take that it had acknowledged before it was read.</summary>
    public required bool HoldsOrders { get; init; }

    /// <summary>The account's own count at which the reading of positions and balance began.</summary>
    public required long Began { get; init; }

    /// <summary>The clock's timestamp at which the reading began.</summary>
    public required long At { get; init; }

    /// <summary>How much of the base currency a unit of a currency is worth; null where the broker does not say.</summary>
    public decimal? RateOf(Currency currency)
    {
        if (currency == Balance.Currency) return 1m;
        foreach (var row in Balance.ByCurrency)
        {
            if (row.Currency == currency && row.RateToBase is > 0m and var rate) return rate;
        }

        return null;
    }
}
