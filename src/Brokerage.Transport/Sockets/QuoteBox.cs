using System.Threading.Tasks.Sources;

namespace Brokerage.Transport;

/// <summary>
/// What waits for one reader of quotes: at most one tick for each instrument, the newest, and what is to be said about the stream, in order.
/// A tick costs no object, and neither does waking the reader. One reader; any number of writers.
/// </summary>
internal sealed class QuoteBox : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly QuoteTick[] _latest;
    private readonly bool[] _isWaiting;
    private readonly Queue<int> _order;
    private readonly List<StreamItem<QuoteTick>> _signals = [];
    private ManualResetValueTaskSourceCore<bool> _wake;
    private volatile bool _readerWaits;
    private bool _hasEnded;
    private Exception? _failure;

    public QuoteBox(int instruments)
    {
        _latest = new QuoteTick[instruments];
        _isWaiting = new bool[instruments];
        _order = new Queue<int>(instruments + 4);
    }

    /// <summary>Takes a tick. The reader sleeps on until <see cref="WakeReader"/>, so that a burst of ticks costs one wake.</summary>
    public void Put(int slot, Instrument instrument, in QuoteTick tick)
    {
        lock (_lock)
        {
            if (_hasEnded) return;
            ref QuoteTick held = ref _latest[slot];
            if (_isWaiting[slot])
            {
                held = Over(held, tick);
                return;
            }

            held = tick with { Instrument = instrument };
            _isWaiting[slot] = true;
            _order.Enqueue(slot);
        }
    }

    /// <summary>Wakes the reader if there is something to take.</summary>
    public void WakeReader()
    {
        if (!_readerWaits) return;
        lock (_lock)
        {
            if (_order.Count > 0) Wake();
        }
    }

    /// <summary>Says something about the stream. What was not yet read of the same kind is merged, so that a dead reader costs nothing.</summary>
    public void Say(StreamItem<QuoteTick> item)
    {
        lock (_lock)
        {
            if (_hasEnded) return;
            int same = _signals.FindIndex(waiting => waiting.Signal == item.Signal);
            if (same >= 0)
            {
                if (item.Signal == StreamSignal.Gap) item = item with { GapFrom = _signals[same].GapFrom };
                _signals.RemoveAt(same);
            }
            else
            {
                _order.Enqueue(-1);
            }

            _signals.Add(item);
            Wake();
        }
    }

    /// <summary>The stream is over; with a failure the reader gets it.</summary>
    public void End(Exception? failure)
    {
        lock (_lock)
        {
            if (_hasEnded) return;
            (_hasEnded, _failure) = (true, failure);
            Wake();
        }
    }

    public bool TryTake(out StreamItem<QuoteTick> item)
    {
        lock (_lock)
        {
            if (!_order.TryDequeue(out int slot))
            {
                item = default;
                return false;
            }

            if (slot < 0)
            {
                item = _signals[0];
                _signals.RemoveAt(0);
                return true;
            }

            item = StreamItem.Data(_latest[slot]);
            _isWaiting[slot] = false;
            return true;
        }
    }

    /// <summary>Waits for something to take; false at the end.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_order.Count > 0) return new(true);
            if (_hasEnded) return _failure is null ? new(false) : ValueTask.FromException<bool>(_failure);
            _wake.Reset();
            _readerWaits = true;
            return new(this, _wake.Version);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _wake.GetResult(token);
        lock (_lock)
        {
            if (_order.Count > 0 || !_hasEnded) return true;
            return _failure is null ? false : throw _failure;
        }
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    void IThreadPoolWorkItem.Execute() => _wake.SetResult(true);

    /// <summary>The newest of each field: a tick that says nothing of a field does not take it away from one that waits.</summary>
    private static QuoteTick Over(in QuoteTick held, in QuoteTick tick) => new()
    {
        Instrument = held.Instrument,
        Bid = tick.Bid ?? held.Bid,
        Ask = tick.Ask ?? held.Ask,
        Last = tick.Last ?? held.Last,
        BidSize = tick.BidSize ?? held.BidSize,
        AskSize = tick.AskSize ?? held.AskSize,
        Time = tick.Time > held.Time ? tick.Time : held.Time,
    };

    private void Wake()
    {
        if (!_readerWaits) return;
        _readerWaits = false;
        // Never on the writer's thread: a slow reader must not hold up the line.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
