namespace Brokerage;

/// <summary>What one connection told in a reading.</summary>
public sealed record ConnectionSummary
{
    /// <summary>The connection.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>Its broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>
    /// Its state as this reading found it: Degraded if a part failed, NeedsLogin if the broker asks for its user, Error if nothing could be read.
    /// </summary>
    public required ConnectionState State { get; init; }

    /// <summary>Until when its user must log in again, in UTC; null if the broker sets no such time or it is not known.</summary>
    public required DateTimeOffset? PersonNeededBy { get; init; }

    /// <summary>Its accounts, without closed ones.</summary>
    public required IReadOnlyList<AccountSummary> Accounts { get; init; }

    /// <summary>How many positions its accounts hold, also those counted through another login.</summary>
    public int PositionCount => Accounts.Sum(account => account.PositionCount);

    /// <summary>Whether all of its accounts were listed and each told its balance and all of its positions.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The age of its oldest figure, in UTC; null if nothing was read.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether a figure of it is older than <see cref="BrokerageOptions.StaleAfter"/>, or one that a store kept.</summary>
    public required bool IsStale { get; init; }
}
