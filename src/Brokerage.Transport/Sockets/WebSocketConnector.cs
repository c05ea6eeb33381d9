using System.Net;
using System.Net.WebSockets;

namespace Brokerage.Transport;

/// <summary>Opens web sockets.</summary>
/// <param name="broker">The broker, as errors name it.</param>
/// <param name="configure">A last word on the options, for proxies, sub-protocols and pinned certificates.</param>
public sealed class WebSocketConnector(BrokerId broker, Action<ClientWebSocketOptions>? configure = null) : ISocketConnector
{
    private const int MaxMessageBytes = 16 * 1024 * 1024;

    /// <inheritdoc/>
    public async ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ClientWebSocket socket = new();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            using HandshakeHeaders handshake = new(socket.Options, target.Headers);
            configure?.Invoke(socket.Options);
            await socket.ConnectAsync(target.Address, handshake.Invoker(), cancellationToken).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return new WebSocketConnection(socket, MaxMessageBytes);
        }
        catch (Exception failure)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            if (failure is WebSocketException or HttpRequestException or IOException) throw Refused((int)status, failure);
            throw;
        }
    }

    private BrokerageException Refused(int status, Exception failure)
    {
        BrokerageErrorCode code = status switch
        {
            401 => BrokerageErrorCode.AuthExpired,
            403 => BrokerageErrorCode.NotEntitled,
            429 => BrokerageErrorCode.RateLimited,
            >= 500 => BrokerageErrorCode.BrokerUnavailable,
            _ => BrokerageErrorCode.ConnectionFailed,
        };
        string answer = status == 0 ? "could not be reached" : $"answered HTTP {status}";
        return new BrokerageException(new BrokerageError(code, broker, $"The broker's stream {answer}."), failure);
    }
}
