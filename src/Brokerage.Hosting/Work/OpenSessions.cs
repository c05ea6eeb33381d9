using System.Collections.Concurrent;

namespace Brokerage.Hosting;

/// <summary>Connections whose broker wants to be called regularly, as they last said: left alone their session would end. Thread-safe.</summary>
internal sealed class OpenSessions
{
    private readonly ConcurrentDictionary<ConnectionId, bool> _connections = new();

    public bool Contains(ConnectionId connection) => _connections.ContainsKey(connection);

    public void Remember(ConnectionId connection, ConnectionStatus? status)
    {
        if (status is null || status.State is not (ConnectionState.Active or ConnectionState.Degraded)) return;
        if (status.CallConnectBy is null) _connections.TryRemove(connection, out _);
        else _connections[connection] = true;
    }

    public void Forget(ConnectionId connection) => _connections.TryRemove(connection, out _);
}
