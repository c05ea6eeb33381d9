namespace Brokerage.Conformance;

/// <summary>An account as the broker's own books have it: what the adapter's answers are held against.</summary>
public sealed record TrueAccount
{
    /// <summary>Cash of the account's currency, signed.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Cash and the value of everything held, signed.</summary>
    public required decimal Equity { get; init; }

    /// <summary>What may be spent on new positions.</summary>
    public required decimal BuyingPower { get; init; }

    /// <summary>What is held; nothing whose quantity is zero.</summary>
    public required IReadOnlyList<TrueHolding> Holdings { get; init; }

    /// <summary>Every order that the broker ever took, exits of brackets among them, oldest first.</summary>
    public required IReadOnlyList<TrueOrder> Orders { get; init; }

    /// <summary>The quantity held of one instrument, 0 if there is none.</summary>
    public decimal Held(Instrument instrument) => Holdings.SingleOrDefault(holding => holding.Instrument == instrument)?.Quantity ?? 0m;
}
