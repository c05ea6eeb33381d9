namespace Brokerage;

/// <summary>What one connection told of one account; null where a read failed.</summary>
internal sealed record AccountReading(Account Account, Balance? Balance, Snapshot<Position>? Positions)
{
    /// <summary>Whether something of it is what a store kept of an earlier reading.</summary>
    public bool IsKept { get; init; }

    public bool IsComplete => !IsKept && Balance is not null && Positions is { IsComplete: true };

    /// <summary>Which of two readings of the same account to count: the one that holds more.</summary>
    public int Weight => (Balance is null ? 0 : 1) + (Positions is null ? 0 : 1) + (IsComplete ? 1 : 0);

    public IEnumerable<AsOf> Ages()
    {
        if (Balance is not null)
            yield return Balance.AsOf;
        if (Positions is null)
            yield break;
        yield return Positions.AsOf;
        foreach (var position in Positions.Items)
            yield return position.AsOf;
    }
}
