namespace Brokerage;

/// <summary>Is told what becomes of a connection's secrets.</summary>
internal interface ISecretWatcher
{
    /// <summary>Secrets were stored: how long they and the login last.</summary>
    Task RenewedAsync(ConnectionId connection, TokenLife life);

    /// <summary>Only a person can go on. Told once for each version of the secrets.</summary>
    Task LoginNeededAsync(ConnectionId connection, BrokerageError error);
}
