namespace Brokerage;

/// <summary>A connection that the application knows, whether or not it is open.</summary>
public sealed record ConnectionInfo
{
    /// <summary>Its id, unique in the application.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>Its broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>Its environment; <see langword="null"/> only if it cannot be created (see <see cref="Problem"/>).</summary>
    public required BrokerEnvironment? Environment { get; init; }

    /// <summary>The user to whom it belongs; <see langword="null"/> if to none.</summary>
    public required string? User { get; init; }

    /// <summary>Why it cannot be created, for instance settings that are missing; <see langword="null"/> if it can.</summary>
    public required BrokerageError? Problem { get; init; }
}
