namespace Brokerage;

/// <summary>
/// What an account held when it was last read: a cache that outlives the process. Figures of a read that failed, or brought a part only, never
/// get in here; then what was known stays, and <see cref="StaleSince"/> says so.
/// </summary>
public sealed record StoredHoldings
{
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>Its positions, as they were read last as a whole, in the broker's order. Each of them is of this account.</summary>
    public IReadOnlyList<Position> Positions { get; init; } = [];

    /// <summary>How old <see cref="Positions"/> are; null: they were never read as a whole, and their absence says nothing.</summary>
    public AsOf? PositionsAsOf { get; init; }

    /// <summary>Its figures, as they were read last; null: never.</summary>
    public Balance? Balance { get; init; }

    /// <summary>Since when reading it has failed, wholly or in part (UTC); null if the last read brought everything.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Why it could not be read, while <see cref="StaleSince"/> is set.</summary>
    public BrokerageErrorCode? Problem { get; init; }

    /// <summary>Grows by one with each change that was stored; 0 before the first.</summary>
    public long Version { get; init; }
}
