namespace Brokerage.Transport;

/// <summary>
/// What a broker's stream says and wants to hear. The session calls one method at a time, except <see cref="SendHeartbeatAsync"/> and
/// <see cref="SubscribeAsync"/>, which may run while a message is being received.
/// </summary>
public abstract class SocketProtocol
{
    /// <summary>Where to connect; asked anew for each attempt.</summary>
    public abstract ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default);

    /// <summary>Logs in on a fresh connection and reads the answers, until the broker accepts.</summary>
    /// <exception cref="BrokerageException">
    /// The broker refused. A transient error, or one whose recovery is BackOff or Reconnect, leads to another attempt (after
    /// <see cref="BrokerageError.RetryAfter"/>, if it says so); anything else needs a person and ends all enumerations.
    /// </exception>
    public abstract ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default);

    /// <summary>Asks for what is wanted now. On a fresh connection everything counts as added.</summary>
    public abstract ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default);

    /// <summary>Reads one whole message and hands what is in it to the sink. The memory is reused afterwards.</summary>
    /// <exception cref="BrokerageException">The broker ends or refuses something; read as in <see cref="AuthenticateAsync"/>.</exception>
    public abstract ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default);

    /// <summary>Sends what keeps the connection alive, where <see cref="SocketSessionOptions.HeartbeatEvery"/> asks for it.</summary>
    public virtual ValueTask SendHeartbeatAsync(SocketChannel channel, CancellationToken cancellationToken = default) => default;
}
