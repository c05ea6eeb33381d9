using System.Buffers;

namespace Brokerage.Transport;

/// <summary>An open connection that carries whole messages. One caller may receive while another sends.</summary>
public interface ISocketConnection : IAsyncDisposable
{
    /// <summary>Sends one whole message, as text.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Sends one whole message, as bytes: MessagePack, and JSON where a broker takes it in binary frames.</summary>
    ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);

    /// <summary>Appends one whole message to the buffer, however many frames it came in.</summary>
    /// <returns>False when the other side closed.</returns>
    ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default);
}
