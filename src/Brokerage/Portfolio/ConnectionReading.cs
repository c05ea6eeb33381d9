namespace Brokerage;

/// <summary>Everything that one connection told, and what it did not.</summary>
internal sealed record ConnectionReading
{
    public required ConnectionInfo Info { get; init; }

    public ConnectionStatus? Status { get; init; }

    /// <summary>Whether the list of accounts was read to its end.</summary>
    public bool AccountsComplete { get; init; }

    /// <summary>All accounts that the broker named, closed ones included.</summary>
    public IReadOnlyList<Account> Listed { get; init; } = [];

    public IReadOnlyList<AccountReading> Accounts { get; init; } = [];

    public IReadOnlyList<PortfolioFailure> Failures { get; init; } = [];

    public bool IsComplete => AccountsComplete && Accounts.All(account => account.IsComplete);
}
