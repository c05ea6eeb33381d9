using System.Buffers;
using System.Collections.Concurrent;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>Real sockets whose lines break, fall silent, say things twice and in the wrong order, as a seed decides.</summary>
internal sealed class DisturbedSockets(ISocketConnector inner, int seed) : ISocketConnector
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<Disturbance, int> _counts = new();

    public enum Disturbance
    {
        None,
        Cut,
        Stall,
        Duplicate,
        Reorder,
    }

    /// <summary>Whether everything arrives as it was sent, from now on.</summary>
    public bool IsCalm { get; set; }

    public IReadOnlyDictionary<Disturbance, int> Counts => _counts;

    public int Count => _counts.Values.Sum();

    public async ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default) =>
        new Line(this, await inner.ConnectAsync(target, cancellationToken));

    private Disturbance Draw()
    {
        lock (_lock)
        {
            var drawn = IsCalm ? Disturbance.None : _random.Next(100) switch
            {
                < 5 => Disturbance.Cut,
                < 6 => Disturbance.Stall,
                < 16 => Disturbance.Duplicate,
                < 26 => Disturbance.Reorder,
                _ => Disturbance.None,
            };
            if (drawn != Disturbance.None)
            {
                _counts.AddOrUpdate(drawn, 1, (_, count) => count + 1);
            }

            return drawn;
        }
    }

    private int Next(int below)
    {
        lock (_lock)
        {
            return _random.Next(below);
        }
    }

    private sealed class Line(DisturbedSockets house, ISocketConnection line) : ISocketConnection
    {
        private readonly Queue<byte[]> _ready = new();
        private readonly List<byte[]> _past = [];

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => line.SendAsync(message, cancellationToken);

        public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => line.SendBinaryAsync(message, cancellationToken);

        public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_ready.Count == 0 && !await ReadAsync(cancellationToken))
            {
                return false;
            }

            buffer.Write(_ready.Dequeue());
            return true;
        }

        public ValueTask DisposeAsync() => line.DisposeAsync();

        private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            if (await OneAsync(cancellationToken) is not { } message)
            {
                return false;
            }

            switch (house.Draw())
            {
                case Disturbance.Cut:
                    throw new IOException("The line broke.");
                case Disturbance.Stall:
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                    break;
                case Disturbance.Duplicate:
                    _ready.Enqueue(message);
                    _ready.Enqueue(_past.Count == 0 ? message : _past[house.Next(_past.Count)]);
                    return true;
                case Disturbance.Reorder when await OneAsync(cancellationToken) is { } later:
                    _ready.Enqueue(later);
                    break;
            }

            _ready.Enqueue(message);
            return true;
        }

        private async ValueTask<byte[]?> OneAsync(CancellationToken cancellationToken)
        {
            var buffer = new ArrayBufferWriter<byte>();
            if (!await line.ReceiveAsync(buffer, cancellationToken))
            {
                return null;
            }

            var message = buffer.WrittenSpan.ToArray();
            _past.Add(message);
            if (_past.Count > 8)
            {
                _past.RemoveAt(0);
            }

            return message;
        }
    }
}
