namespace Brokerage;

/// <summary>A guard, as it is registered: where it stands, and how it wraps a connection.</summary>
public sealed class ConnectionGuard
{
    /// <summary>Where it stands.</summary>
    public required GuardStage Stage { get; init; }

    /// <summary>Wraps a connection, once per live connection. What it returns owns what it was given, and is disposed with it.</summary>
    public required Func<IServiceProvider, IBrokerageConnection, IBrokerageConnection> Wrap { get; init; }
}
