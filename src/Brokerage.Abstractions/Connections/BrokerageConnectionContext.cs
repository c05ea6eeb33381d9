namespace Brokerage;

/// <summary>What a connection is made from.</summary>
public sealed record BrokerageConnectionContext
{
    /// <summary>The application's name of the connection.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>The environment, for reading and writing.</summary>
    public required BrokerEnvironment Environment { get; init; }

    /// <summary>The name of the application's registration at the broker: chooses key pairs and rate gates; never a secret.</summary>
    public required string Application { get; init; }

    /// <summary>Where the connection gets its secrets from.</summary>
    public required ISecretSource Secrets { get; init; }

    /// <summary>The explicit switch without which nothing is written to <see cref="EnvironmentKind.Live"/>.</summary>
    public bool AllowLiveOrders { get; init; }

    /// <summary>Whether a session that is held elsewhere is taken over.</summary>
    public SessionTakeover Takeover { get; init; }
}
