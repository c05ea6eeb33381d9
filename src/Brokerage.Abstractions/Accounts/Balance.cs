namespace Brokerage;

/// <summary>
/// The figures of an account, all in <see cref="Currency"/>. Null means that the broker does not say; it is never a zero in disguise.
/// </summary>
public sealed record Balance
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>The currency of every figure but those of <see cref="ByCurrency"/>.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Cash; negative when borrowed.</summary>
    public required decimal? Cash { get; init; }

    /// <summary>What can be spent without borrowing.</summary>
    public required decimal? CashAvailable { get; init; }

    /// <summary>The part of the cash that has not settled yet; a part that is owed counts negative.</summary>
    public decimal? UnsettledCash { get; init; }

    /// <summary>What can be taken out.</summary>
    public decimal? Withdrawable { get; init; }

    /// <summary>What can be spent on shares, borrowing included.</summary>
    public required decimal? BuyingPower { get; init; }

    /// <summary>What can be spent on options.</summary>
    public decimal? OptionBuyingPower { get; init; }

    /// <summary>What can be spent on positions that are closed the same day.</summary>
    public decimal? DayTradingBuyingPower { get; init; }

    /// <summary>What is borrowed: positive, or zero.</summary>
    public decimal? MarginDebit { get; init; }

    /// <summary>The equity that the broker requires to open what is held.</summary>
    public decimal? InitialMargin { get; init; }

    /// <summary>The equity that the broker requires for what is held.</summary>
    public decimal? MaintenanceMargin { get; init; }

    /// <summary>What the broker demands to be paid in now, the largest where it names several calls; 0 where it says that there is none.</summary>
    public decimal? MarginCall { get; init; }

    /// <summary>The value of all positions; short positions count negative.</summary>
    public decimal? MarketValue { get; init; }

    /// <summary>What the account is worth, cash and positions together: the only figure that portfolio totals may add.</summary>
    public required decimal? NetLiquidation { get; init; }

    /// <summary>Profit since the last close; a loss is negative.</summary>
    public decimal? DayProfit { get; init; }

    /// <summary>Profit of what is held, unrealised; a loss is negative.</summary>
    public decimal? TotalProfit { get; init; }

    /// <summary>A row per currency, where the account holds several.</summary>
    public IReadOnlyList<CurrencyBalance> ByCurrency { get; init; } = [];

    /// <summary>How old this is.</summary>
    public required AsOf AsOf { get; init; }
}
