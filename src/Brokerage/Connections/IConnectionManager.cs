namespace Brokerage;

/// <summary>
/// Knows the connections of an application and keeps one live <see cref="IBrokerageConnection"/> for each that is in use. Thread-safe.
/// Connections are kept in memory; those registered at start-up come first.
/// </summary>
public interface IConnectionManager
{
    /// <summary>The connections of one user, in the order in which they were added.</summary>
    /// <param name="user">The user; <see langword="null"/> lists those that belong to no user, never those of all users.</param>
    IReadOnlyList<ConnectionInfo> List(string? user = null);

    /// <summary>One connection, or <see langword="null"/> if it is not known.</summary>
    /// <param name="connection">The connection.</param>
    ConnectionInfo? Find(ConnectionId connection);

    /// <summary>Adds a connection to a broker whose adapter is registered. Nothing is opened before its first use.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="context">The connection's id, environment, secrets and switches.</param>
    /// <param name="user">The user to whom it belongs; <see langword="null"/> if to none.</param>
    /// <exception cref="ArgumentException">No adapter for this broker is registered, or the id is taken.</exception>
    ConnectionInfo Add(BrokerId broker, BrokerageConnectionContext context, string? user = null);

    /// <summary>
    /// Forgets a connection. From now on it can neither be leased nor is it listed; calls on leases that are out still finish, so that no
    /// order is cut off half-way, and the live connection ends with the last of them. Its user is not logged out at the broker.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Ends the wait for outstanding leases, not the removal.</param>
    /// <returns>Whether there was such a connection.</returns>
    Task<bool> RemoveAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lends the live connection, opening it if need be. All leases of a <see cref="ConnectionId"/> share one, which is kept alive while any
    /// is out and ends some time after the last (<see cref="BrokerageOptions.IdleTimeout"/>). Disposing what is returned ends the lease alone.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There is no such connection.</exception>
    /// <exception cref="BrokerageException">The connection could not be created or opened.</exception>
    Task<IBrokerageConnection> LeaseAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
