namespace Brokerage;

/// <summary>What a reading of a connection into the stores brought.</summary>
public sealed record ConnectionSync
{
    /// <summary>The connection as it is stored afterwards.</summary>
    public required StoredConnection Connection { get; init; }

    /// <summary>Whether all of its accounts were read as a whole. A list without any account, where there were some, is not believed.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>How it stood at the broker; null if it was not asked, since a person is needed, or could not be opened.</summary>
    public ConnectionStatus? Status { get; init; }

    /// <summary>Accounts whose positions were read as a whole.</summary>
    public int Accounts { get; init; }

    /// <summary>Positions in them.</summary>
    public int Positions { get; init; }

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<PortfolioFailure> Failures { get; init; } = [];
}
