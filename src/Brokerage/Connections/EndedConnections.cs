using System.Collections.Concurrent;

namespace Brokerage;

/// <summary>
/// Connections that their users have ended while calls on them may still be under way: what those bring is not kept any more. Thread-safe.
/// </summary>
internal sealed class EndedConnections
{
    private readonly ConcurrentDictionary<ConnectionId, bool> _ended = new();

    /// <summary>Before anything of it is forgotten.</summary>
    public void Add(ConnectionId connection) => _ended[connection] = true;

    /// <summary>No call is under way any more; or it was not ended after all.</summary>
    public void Remove(ConnectionId connection) => _ended.TryRemove(connection, out _);

    public bool Contains(ConnectionId connection) => _ended.ContainsKey(connection);
}
