namespace Brokerage.Exchange;

/// <summary>One entry of the double-entry ledger.</summary>
public sealed record LedgerEntry
{
    /// <summary>The number, from 1, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When it was booked.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it records.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>The lines; per asset they add up to exactly zero.</summary>
    public required IReadOnlyList<Posting> Postings { get; init; }

    /// <summary>The day on which the money is settled.</summary>
    public required DateOnly SettlesOn { get; init; }

    /// <summary>The execution behind it, for trades and corrections; with two customers the buyer's.</summary>
    public ExchangeExecution? Execution { get; init; }

    /// <summary>The other customer's execution where two customers traded.</summary>
    public ExchangeExecution? CounterExecution { get; init; }

    /// <summary>The price at which an option's end brought or took units of what it is on; null for everything else.</summary>
    public decimal? Price { get; init; }

    /// <summary>What a person would write beside it.</summary>
    public string? Text { get; init; }
}
