using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Brokerage.Simulator.Tests.Support;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>Alpaca's streams, played: they greet, let in whoever asks, and say what the test tells them to.</summary>
internal sealed class PlayedSockets : ISocketConnector
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private Channel<Line> _opened = Channel.CreateUnbounded<Line>();

    /// <summary>What a data stream answers to its login, instead of letting in; one answer per connection.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>What a data stream answers to a subscription; null for the usual.</summary>
    public Func<string, string?>? OnSubscribe { get; set; }

    /// <summary>Says nothing to the wish to listen: the test says it.</summary>
    public bool HoldsListening { get; set; }

    /// <summary>Data streams say nothing when they are opened: the test says it.</summary>
    public bool HoldsGreeting { get; set; }

    public IReadOnlyList<Line> Lines => [.. _lines];

    public ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default)
    {
        var line = new Line(this, target);
        _lines.Enqueue(line);
        _opened.Writer.TryWrite(line);
        if (!line.IsTrading && !HoldsGreeting)
        {
            line.Say("""[{"T":"success","msg":"connected"}]""");
        }

        return ValueTask.FromResult<ISocketConnection>(line);
    }

    /// <summary>The next connection that is opened.</summary>
    public async Task<Line> NextAsync(CancellationToken cancellationToken) => await _opened.Reader.ReadAsync(cancellationToken);

    internal sealed class Line(PlayedSockets house, SocketTarget target) : ISocketConnection
    {
        private readonly Channel<byte[]> _said = Channel.CreateUnbounded<byte[]>();
        private readonly ConcurrentQueue<string> _heard = new();

        public Uri Address => target.Address;

        /// <summary>Whether it speaks MessagePack: what is said and heard here is written in JSON all the same.</summary>
        public bool IsPacked => target.Headers.Any(header => header is { Key: "Content-Type", Value: "application/msgpack" });

        public bool IsTrading => Address.AbsolutePath.EndsWith("/stream", StringComparison.Ordinal);

        public IReadOnlyList<string> Heard => [.. _heard];

        public void Say(string message) => _said.Writer.TryWrite(IsPacked ? Packed.FromJson(message) : Encoding.UTF8.GetBytes(message));

        public void Cut() => _said.Writer.TryComplete();

        public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => Hear(PackedText.ToJson(message.ToArray()));

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => Hear(message.Span);

        private ValueTask Hear(ReadOnlySpan<byte> message)
        {
            var text = Encoding.UTF8.GetString(message);
            _heard.Enqueue(text);
            if (Answer(text) is { } answer)
            {
                Say(answer);
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!await _said.Reader.WaitToReadAsync(cancellationToken) || !_said.Reader.TryRead(out var message))
            {
                return false;
            }

            buffer.Write(message);
            return true;
        }

        public ValueTask DisposeAsync()
        {
            Cut();
            return ValueTask.CompletedTask;
        }

        private string? Answer(string text)
        {
            if (text.Contains("authenticate", StringComparison.Ordinal))
            {
                return house.Refusals.TryDequeue(out var refusal) ? refusal : Fixture.Text("Streams/WS-authorization");
            }

            if (text.Contains("listen", StringComparison.Ordinal))
            {
                return house.HoldsListening ? null : Fixture.Text("Streams/WS-listening");
            }

            if (text.Contains("\"auth\"", StringComparison.Ordinal))
            {
                return house.Refusals.TryDequeue(out var refusal) ? refusal : """[{"T":"success","msg":"authenticated"}]""";
            }

            return house.OnSubscribe?.Invoke(text) ?? """[{"T":"subscription","trades":[],"quotes":[]}]""";
        }
    }
}
