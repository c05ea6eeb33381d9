namespace Brokerage.Exchange;

/// <summary>The money side of an account. All figures are in <see cref="Currency"/> unless they say otherwise; docs/exchange.md has the formulas.</summary>
public sealed record ExchangeBalance
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The base currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>All cash, negative when borrowed. Proceeds of short sales are in it.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Cash whose trades have settled.</summary>
    public required decimal SettledCash { get; init; }

    /// <summary>What can be spent without borrowing: cash less what open orders and short options need.</summary>
    public required decimal AvailableCash { get; init; }

    /// <summary>What can leave the account.</summary>
    public required decimal Withdrawable { get; init; }

    /// <summary>What can be bought of a marginable stock; in a cash account the available cash.</summary>
    public required decimal BuyingPower { get; init; }

    /// <summary>What can be spent on things that cannot be borrowed against: options, crypto.</summary>
    public required decimal OptionBuyingPower { get; init; }

    /// <summary>Four times the maintenance excess for margin accounts of 25,000 and more; null for others.</summary>
    public required decimal? DayTradingBuyingPower { get; init; }

    /// <summary>The value of what is held long.</summary>
    public required decimal LongMarketValue { get; init; }

    /// <summary>The value of what is held short: negative.</summary>
    public required decimal ShortMarketValue { get; init; }

    /// <summary>Cash plus long plus short value: what would be left.</summary>
    public required decimal Equity { get; init; }

    /// <summary><see cref="Equity"/> at the end of the previous trading day.</summary>
    public required decimal PreviousEquity { get; init; }

    /// <summary>What Reg T asks to open the positions that are there.</summary>
    public required decimal InitialMargin { get; init; }

    /// <summary>What must be there to keep them.</summary>
    public required decimal MaintenanceMargin { get; init; }

    /// <summary>What is borrowed: positive.</summary>
    public required decimal MarginDebit { get; init; }

    /// <summary>What is missing under the maintenance margin; 0 when nothing is.</summary>
    public required decimal MarginCall { get; init; }

    /// <summary>What open orders hold back.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Profit since the end of the previous trading day, money that came or went not counted.</summary>
    public required decimal DayProfit { get; init; }

    /// <summary>The unrealised profit of all positions.</summary>
    public required decimal UnrealizedProfit { get; init; }

    /// <summary>The cash by currency.</summary>
    public required IReadOnlyList<ExchangeCash> ByCurrency { get; init; }

    /// <summary>As of when.</summary>
    public required DateTimeOffset Time { get; init; }
}
