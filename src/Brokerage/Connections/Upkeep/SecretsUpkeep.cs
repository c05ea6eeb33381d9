namespace Brokerage;

/// <summary>How a look at a connection's secrets ended.</summary>
public sealed record SecretsUpkeep
{
    /// <summary>What was done.</summary>
    public required SecretsUpkeepOutcome Outcome { get; init; }

    /// <summary>The connection as it is stored afterwards.</summary>
    public required StoredConnection Connection { get; init; }

    /// <summary>Why they could not be renewed.</summary>
    public BrokerageError? Error { get; init; }
}
