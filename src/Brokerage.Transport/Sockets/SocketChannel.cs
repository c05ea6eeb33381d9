using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

#pragma warning disable CA1001 // Its session closes it; a protocol that could would end the stream behind the session's back.
/// <summary>The line of one connection, as a protocol sees it. Thread-safe for sending.</summary>
public sealed class SocketChannel
{
    private readonly ISocketConnection _connection;
    private readonly BrokerId _broker;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _buffer = new();

    internal SocketChannel(ISocketConnection connection, BrokerId broker) => (_connection, _broker) = (connection, broker);

    /// <summary>Sends one message, as text.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        SendAsync(message, isBinary: false, cancellationToken);

    /// <summary>Sends one message, as bytes.</summary>
    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        SendAsync(message, isBinary: true, cancellationToken);

    /// <summary>Sends one message as JSON.</summary>
    public ValueTask SendAsync<T>(T message, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, type), cancellationToken);

    /// <summary>Reads the next message while logging in; later the session reads. Valid until the next call.</summary>
    /// <exception cref="BrokerageException">The other side closed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        _buffer.ResetWrittenCount();
        if (!await _connection.ReceiveAsync(_buffer, cancellationToken).ConfigureAwait(false)) throw Closed();
        return _buffer.WrittenMemory;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, bool isBinary, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ValueTask sent = isBinary ? _connection.SendBinaryAsync(message, cancellationToken) : _connection.SendAsync(message, cancellationToken);
            await sent.ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    internal void Close() => _sending.Dispose();

    internal BrokerageException Closed() =>
        new(new BrokerageError(BrokerageErrorCode.ConnectionFailed, _broker, "The broker closed the stream."));
}
