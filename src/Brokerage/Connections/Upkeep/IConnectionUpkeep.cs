namespace Brokerage;

/// <summary>
/// Keeps users' connections in order, one step for one connection at a time: a host calls these regularly (package Brokerage.Hosting does), and
/// an application when its user asks. What a broker fails with is in the results; only stores throw. Thread-safe.
/// </summary>
/// <remarks>Calls take the caller's <see cref="BrokerageCall.Priority"/>: work in the background says so.</remarks>
public interface IConnectionUpkeep
{
    /// <summary>Connections that somebody in this process holds open.</summary>
    IReadOnlyList<ConnectionId> ListInUse();

    /// <summary>
    /// Renews the secrets of a stored connection if they must be renewed within a time, whether or not anybody uses them. Nothing is sent where a
    /// person is needed anyway.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="ahead">How long beforehand.</param>
    /// <param name="cancellationToken">Ends the wait; a renewal that is under way goes on.</param>
    /// <exception cref="ArgumentException">There is no such stored connection, or the time is negative.</exception>
    Task<SecretsUpkeep> RenewAsync(ConnectionId connection, TimeSpan ahead, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the accounts of a stored connection and what they hold, and stores it: in <see cref="IAccountStore"/>, <see cref="IHoldingsStore"/> and
    /// <see cref="StoredConnection.LastSyncAt"/>. What fails or is not whole changes nothing of what was known but its
    /// <see cref="StoredHoldings.StaleSince"/>.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="deadline">How long all of its reads together may take.</param>
    /// <param name="cancellationToken">Ends it; what was read as a whole by then may be stored.</param>
    /// <exception cref="ArgumentException">There is no such stored connection, or the deadline is not positive.</exception>
    Task<ConnectionSync> SyncAsync(ConnectionId connection, TimeSpan deadline, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sees that a connection is open, connecting where it was lost or <see cref="ConnectionStatus.CallConnectBy"/> has come, and stores how it
    /// stands. Asks the broker nothing while all is well, and nothing where a person is needed.
    /// </summary>
    /// <param name="connection">A stored connection, or one that was registered.</param>
    /// <param name="deadline">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such connection, or the deadline is not positive.</exception>
    Task<ConnectionStatus> CheckAsync(ConnectionId connection, TimeSpan deadline, CancellationToken cancellationToken = default);
}
