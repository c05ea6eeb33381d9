namespace Brokerage.Exchange;

/// <summary>An account as it stands in the exchange's books.</summary>
public sealed record ExchangeAccount
{
    /// <summary>The id.</summary>
    public required AccountId Id { get; init; }

    /// <summary>How it was opened.</summary>
    public required AccountOpening Opening { get; init; }

    /// <summary>Whether it may trade.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
}
