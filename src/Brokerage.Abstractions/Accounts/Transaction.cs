namespace Brokerage;

/// <summary>One row of an account's history.</summary>
public sealed record Transaction
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Names the row for ever: the broker's id, or one that we derive from the row.</summary>
    public required string Id { get; init; }

    /// <summary>True where the id is ours, because the broker gives none.</summary>
    public bool IdIsDerived { get; init; }

    /// <summary>What moved.</summary>
    public required Raw<TransactionKind> Kind { get; init; }

    /// <summary>The day, where the broker tells only that.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The instant (UTC), where the broker tells it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What was moved, if it was not cash alone.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>Signed as the position moves: a purchase is positive, a sale negative.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Per unit in quote units, without the multiplier.</summary>
    public decimal? Price { get; init; }

    /// <summary>Signed as the cash moves: a purchase is negative, a dividend positive; fees are in it.</summary>
    public Money? Net { get; init; }

    /// <summary>The fees inside <see cref="Net"/>; positive when paid.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>The order that caused it.</summary>
    public OrderId? Order { get; init; }

    /// <summary>The broker's description.</summary>
    public string? Text { get; init; }
}
