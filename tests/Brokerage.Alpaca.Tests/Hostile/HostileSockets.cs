using System.Buffers;
using System.Text;
using System.Threading.Channels;
using Brokerage.TestSupport.Hostile;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>
/// Alpaca's streams in the process: they greet, let in and confirm. On the first line one frame is damaged, of the handshake or after it;
/// the sentinel follows on every line, as soon as it is listened to.
/// </summary>
internal sealed class HostileSockets(HostileFrame frame) : ISocketConnector
{
    private int _lines;

    /// <summary>How many lines were opened.</summary>
    public int Lines => _lines;

    public ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default)
    {
        var line = new Line(frame, isFirst: Interlocked.Increment(ref _lines) == 1);
        line.Greet();
        return ValueTask.FromResult<ISocketConnection>(line);
    }

    private sealed class Line(HostileFrame frame, bool isFirst) : ISocketConnection
    {
        private readonly Channel<byte[]> _said = Channel.CreateUnbounded<byte[]>();
        private bool _hasSaidAll;

        public void Greet()
        {
            if (frame.Stream.Greeting is { } greeting)
                Say(FramePlace.Greeting, greeting);
        }

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            // In either language the word of the login stands there as it is.
            var heard = Encoding.UTF8.GetString(message.Span);
            if (heard.Contains("auth", StringComparison.Ordinal))
            {
                Say(FramePlace.Welcome, frame.Stream.Welcome);
            }
            else if (!_hasSaidAll)
            {
                _hasSaidAll = true;
                Say(FramePlace.Confirmation, frame.Stream.Confirmation);
                if (isFirst)
                    Say(FramePlace.News, frame.Original);
                _said.Writer.TryWrite(frame.Stream.Sentinel);
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => SendAsync(message, cancellationToken);

        public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!await _said.Reader.WaitToReadAsync(cancellationToken) || !_said.Reader.TryRead(out var message))
                return false;
            buffer.Write(message);
            return true;
        }

        public ValueTask DisposeAsync()
        {
            _said.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        private void Say(FramePlace place, byte[] message) => _said.Writer.TryWrite(isFirst && place == frame.Place ? frame.Damaged : message);
    }
}
