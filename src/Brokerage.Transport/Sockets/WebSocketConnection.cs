using System.Buffers;
using System.Net.WebSockets;

namespace Brokerage.Transport;

/// <summary>A web socket that hands out whole messages.</summary>
internal sealed class WebSocketConnection(WebSocket socket, int maxMessageBytes) : ISocketConnection
{
    private const int FrameBuffer = 16 * 1024;

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult frame = await socket.ReceiveAsync(buffer.GetMemory(FrameBuffer), cancellationToken).ConfigureAwait(false);
            if (frame.MessageType == WebSocketMessageType.Close) return false;
            buffer.Advance(frame.Count);
            length += frame.Count;
            if (length > maxMessageBytes) throw new InvalidDataException("A message of the stream is too large.");
            if (frame.EndOfMessage) return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A clean goodbye frees the broker's slot for the next connection; a dead line must not hold us up.
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(1), TimeProvider.System);
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                socket.Abort();
            }
        }

        socket.Dispose();
    }
}
