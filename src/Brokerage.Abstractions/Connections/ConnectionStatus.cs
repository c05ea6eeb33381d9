namespace Brokerage;

/// <summary>How a connection stands, and what is due next.</summary>
public sealed record ConnectionStatus
{
    /// <summary>The state.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>True once the broker's own answers have shown that this is the environment that was asked for. No order passes before.</summary>
    public required bool EnvironmentVerified { get; init; }

    /// <summary>When <see cref="IBrokerageConnection.ConnectAsync"/> must be called again at the latest (UTC); null: never.</summary>
    public DateTimeOffset? CallConnectBy { get; init; }

    /// <summary>When a person must log in again at the latest (UTC); null: not known, or never.</summary>
    public DateTimeOffset? PersonNeededBy { get; init; }

    /// <summary>What is wrong, in every state but Pending and Active.</summary>
    public BrokerageError? Problem { get; init; }

    /// <summary>When this was so.</summary>
    public required AsOf AsOf { get; init; }
}
