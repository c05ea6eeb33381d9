namespace Brokerage;

/// <summary>One broker's row of a merged position.</summary>
public sealed record PositionPart
{
    /// <summary>The connection, broker and account that hold it.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The row inside the account where a broker keeps several of one instrument (cash, margin, short); else null.</summary>
    public required string? Bucket { get; init; }

    /// <summary>Units, contracts or coins; negative when short.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Cost per unit in quote units, without the multiplier; null if the broker does not say.</summary>
    public required decimal? AverageCost { get; init; }

    /// <summary>Last price per unit in quote units; null if the broker does not say.</summary>
    public required decimal? Price { get; init; }

    /// <summary>Quantity × price × multiplier, signed; from the broker, else computed where all three are known, else null.</summary>
    public required decimal? MarketValue { get; init; }

    /// <summary>The unrealised profit, from the broker, else market value less cost where both are known, else null.</summary>
    public required decimal? UnrealizedProfit { get; init; }

    /// <summary>What it cost in all, signed as the quantity: quantity × average cost × multiplier; null if any of them is unknown.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>The profit since the last close; null if the broker does not say.</summary>
    public required decimal? DayProfit { get; init; }

    /// <summary>When the broker told it.</summary>
    public required AsOf AsOf { get; init; }

    internal static PositionPart Of(Position position)
    {
        var units = Arithmetic.Multiply(position.Quantity, position.Multiplier);
        var cost = Arithmetic.Multiply(units, position.AverageCost);
        var value = position.MarketValue ?? Arithmetic.Multiply(units, position.Price);
        return new PositionPart
        {
            Account = position.Account,
            Bucket = position.Bucket,
            Quantity = position.Quantity,
            AverageCost = position.AverageCost,
            Price = position.Price,
            MarketValue = value,
            UnrealizedProfit = position.UnrealizedProfit ?? Arithmetic.Subtract(value, cost),
            Cost = cost,
            DayProfit = position.DayProfit,
            AsOf = position.AsOf,
        };
    }
}
