namespace Brokerage;

/// <summary>What a portfolio reading covers. Every part narrows it; the default is all connections that belong to no user.</summary>
public sealed record PortfolioQuery
{
    /// <summary>The user whose connections are read. <see langword="null"/> means those that belong to no user, never those of all users.</summary>
    public string? User { get; init; }

    /// <summary>Only connections to this broker.</summary>
    public BrokerId? Broker { get; init; }

    /// <summary>Only connections to this kind of environment.</summary>
    public EnvironmentKind? Environment { get; init; }

    /// <summary>Only these connections; one that is unknown or another user's is not read.</summary>
    public IReadOnlyCollection<ConnectionId>? Connections { get; init; }

    /// <summary>
    /// Only accounts that their user lets count (<see cref="StoredAccount.IsCounted"/>). An account that no store knows counts. Default: all accounts.
    /// </summary>
    public bool OnlyCounted { get; init; }

    /// <summary>
    /// Whether what stores keep of earlier readings stands in for what cannot be read now: with its age, and marked
    /// (<see cref="AccountSummary.IsKept"/>, <see cref="ConnectionSummary.IsStale"/>) beside the failure. For showing, not for deciding. Default: no, what
    /// cannot be read is missing.
    /// </summary>
    public bool WithKept { get; init; }

    /// <summary>How long each connection may take; <see langword="null"/> takes <see cref="BrokerageOptions.PortfolioDeadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }
}
