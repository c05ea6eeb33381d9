using System.Threading.Channels;

namespace Brokerage.Mock.Streaming;

/// <summary>Keeps the newest tick of each instrument for a reader that may be slow, in the order in which instruments first waited.</summary>
internal sealed class NewestTicks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Instrument, QuoteTick> _waiting = [];
    private readonly Queue<Instrument> _order = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Put(QuoteTick tick)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(tick.Instrument, out var older))
                _order.Enqueue(tick.Instrument);
            else if (older.Time > tick.Time)
                return;
            _waiting[tick.Instrument] = tick;
        }

        _bell.Writer.TryWrite(true);
    }

    public bool TryTake(out QuoteTick tick)
    {
        lock (_gate)
        {
            if (_order.TryDequeue(out var instrument))
                return _waiting.Remove(instrument, out tick);
        }

        tick = default;
        return false;
    }

    /// <summary>Waits until there is something to take.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => RingAsync(cancellationToken);

    private async ValueTask<bool> RingAsync(CancellationToken cancellationToken) =>
        await _bell.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
}
