namespace Brokerage;

/// <summary>Reading a connection's extras by type.</summary>
public static class ConnectionServiceExtensions
{
    /// <summary>An extra of the broker's, or null.</summary>
    public static T? GetService<T>(this IBrokerageConnection connection, object? serviceKey = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.GetService(typeof(T), serviceKey) as T;
    }
}
