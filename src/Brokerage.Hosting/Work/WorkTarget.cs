namespace Brokerage.Hosting;

/// <summary>A connection that a step is done for.</summary>
internal readonly record struct WorkTarget(ConnectionId Connection, BrokerId Broker)
{
    public static WorkTarget Of(StoredConnection connection) => new(connection.Connection, connection.Broker);
}
