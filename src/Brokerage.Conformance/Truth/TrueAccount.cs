namespace Brokerage.Conformance;

/// <summary>An account as the broker's own books have it: what the adapter's answers are held against.</summary>
public sealed record TrueAccount
{
    /// <summary>The whole account number, which is shown masked.</summary>
    public required string Number { get; init; }

    /// <summary>Whether it may be used.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>Cash or margin.</summary>
    public required MarginKind Margin { get; init; }

    /// <summary>Whether it may sell short.</summary>
    public required bool MayShort { get; init; }

    /// <summary>What it may do with options, as the broker counts.</summary>
    public required int OptionLevel { get; init; }

    /// <summary>The currency of the figures.</summary>
    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>Cash of the account's currency, signed.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Cash that nothing is held back from.</summary>
    public required decimal AvailableCash { get; init; }

    /// <summary>Cash of trades that have not settled, signed.</summary>
    public required decimal UnsettledCash { get; init; }

    /// <summary>Cash that can be paid out.</summary>
    public required decimal Withdrawable { get; init; }

    /// <summary>What is called for, positive; zero where nothing is.</summary>
    public required decimal MarginCall { get; init; }

    /// <summary>Cash and the value of everything held, signed.</summary>
    public required decimal Equity { get; init; }

    /// <summary>What may be spent on new positions.</summary>
    public required decimal BuyingPower { get; init; }

    /// <summary>What may be spent on options.</summary>
    public required decimal OptionBuyingPower { get; init; }

    /// <summary>What may be spent on positions closed on the same day; null where the account has no such figure.</summary>
    public required decimal? DayTradingBuyingPower { get; init; }

    /// <summary>What opening the positions asks for.</summary>
    public required decimal InitialMargin { get; init; }

    /// <summary>What keeping them asks for.</summary>
    public required decimal MaintenanceMargin { get; init; }

    /// <summary>What is borrowed, positive.</summary>
    public required decimal MarginDebit { get; init; }

    /// <summary>The value of everything held, short positions negative.</summary>
    public required decimal MarketValue { get; init; }

    /// <summary>What is held; nothing whose quantity is zero.</summary>
    public required IReadOnlyList<TrueHolding> Holdings { get; init; }

    /// <summary>Every order that the broker ever took, exits of brackets among them, oldest first.</summary>
    public required IReadOnlyList<TrueOrder> Orders { get; init; }

    /// <summary>What moved cash or holdings by a trade or a dividend, oldest first.</summary>
    public required IReadOnlyList<TrueMovement> Movements { get; init; }

    /// <summary>The quantity held of one instrument, 0 if there is none.</summary>
    public decimal Held(Instrument instrument) => Holdings.SingleOrDefault(holding => holding.Instrument == instrument)?.Quantity ?? 0m;
}
