namespace Brokerage.Transport;

/// <summary>Opens connections of a <see cref="SocketSession"/>. Thread-safe.</summary>
public interface ISocketConnector
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="BrokerageException">The other side refused: its code says whether trying again can help.</exception>
    ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default);
}
