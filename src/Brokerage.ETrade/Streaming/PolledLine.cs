using System.Buffers;
using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>
/// A line that asks instead of listening, since E*TRADE pushes nothing: each message says that it is time to look. What a stream promises
/// about breaks, gaps and order holds for it as for a socket.
/// </summary>
/// <param name="pace">When to look.</param>
/// <param name="looksAtOnce">True where nothing else is looked up at the beginning.</param>
/// <param name="clock">The clock of the waits.</param>
internal sealed class PolledLine(PollPace pace, bool looksAtOnce, TimeProvider clock) : ISocketConnector, ISocketConnection
{
    public ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default)
    {
        if (looksAtOnce)
        {
            pace.Restart();
        }

        return new ValueTask<ISocketConnection>(this);
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => default;

    public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => default;

    public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(pace.Next(), clock, cancellationToken).ConfigureAwait(false);
        buffer.Write("look"u8);
        return true;
    }

    public ValueTask DisposeAsync() => default;
}
