using System.Threading.Channels;

namespace Brokerage.Transport;

/// <summary>One enumeration of orders: its history so far, and the bounded queue in front of its reader. Thread-safe.</summary>
#pragma warning disable CA1001 // The semaphore is never disposed (it holds no handle): the line may come to a reader that is just leaving.
internal sealed class OrderReader
#pragma warning restore CA1001
{
    private readonly AccountId? _account;
    private readonly OrderFetch _fetch;
    private readonly Channel<StreamItem<OrderEvent>> _queue;
    private readonly OrderMerge _merge = new();
    private readonly Queue<StreamItem<OrderEvent>> _backlog = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly DateTimeOffset? _since;
    private DateTimeOffset? _firstTried;
    private long _sequence;
    private bool _ended;

    public OrderReader(AccountId? account, DateTimeOffset? since, OrderFetch fetch, int queueLength)
    {
        (_account, _since, _fetch) = (account, since, fetch);
        _queue = Channel.CreateBounded<StreamItem<OrderEvent>>(new BoundedChannelOptions(queueLength) { SingleReader = true });
    }

    public ChannelReader<StreamItem<OrderEvent>> Items => _queue.Reader;

    /// <summary>Until when nothing is missing; null before the first look-up has succeeded. Kept by the line.</summary>
    public DateTimeOffset? CompleteUntil { get; set; }

    /// <summary>Says something if there is room; what matters is said again, with waiting, by <see cref="SyncAsync"/>.</summary>
    public void TrySay(StreamItem<OrderEvent> item) => _queue.Writer.TryWrite(item);

    public void End(Exception? failure)
    {
        Volatile.Write(ref _ended, true);
        _queue.Writer.TryComplete(failure);
    }

    /// <summary>Passes a message on, if it is news. Waits while the queue is full: that is what slows the line down.</summary>
    public async ValueTask ApplyAsync(OrderUpdate update, CancellationToken cancellationToken)
    {
        if (_account is { } only && update.Order.Ref.Account.Account != only) return;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (OrderChangeSeen change in _merge.Apply(update))
                _backlog.Enqueue(StreamItem.Data(new OrderEvent(change.Cause, change.Order, change.Execution, ++_sequence)));
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Fetches what was missed, then says so. May be called again after it failed.</summary>
    /// <returns>False when something could not be read: what could be is told, but not that the stream is live.</returns>
    public async Task<bool> SyncAsync(TimeSpan overlap, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (CompleteUntil is { } until) await SayAsync(StreamItem.Gap<OrderEvent>(until, now), cancellationToken).ConfigureAwait(false);
        DateTimeOffset? since = Since(overlap, now);
        Snapshot<Order> found = await _fetch(_account, since, cancellationToken).ConfigureAwait(false);
        foreach (Order order in found.Items)
        {
            await ApplyAsync(new OrderUpdate(order, OrderCause.Seen), cancellationToken).ConfigureAwait(false);
        }

        if (!found.IsComplete) return false;
        await SayAsync(StreamItem.Of<OrderEvent>(StreamSignal.Resynced), cancellationToken).ConfigureAwait(false);
        await SayAsync(StreamItem.Of<OrderEvent>(StreamSignal.Live), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// How far back to look. Once a first look-up has been tried, orders may have been told as open, so that closed ones are needed too,
    /// even where only open ones were asked for.
    /// </summary>
    private DateTimeOffset? Since(TimeSpan overlap, DateTimeOffset now)
    {
        if (CompleteUntil is { } until) return until - overlap;
        if (_firstTried is { } first) return _since < first - overlap ? _since : first - overlap;
        _firstTried = now;
        return _since;
    }

    private async ValueTask SayAsync(StreamItem<OrderEvent> item, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _backlog.Enqueue(item);
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Hands the backlog on. When the line is cut while a full queue makes us wait, what is left stays for the next one: it counts as known,
    /// and no look-up would bring it again. Only the waiting can be cut, never the writing: a write that is cut may or may not have happened.
    /// </summary>
    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        while (_backlog.TryPeek(out StreamItem<OrderEvent> item))
        {
            if (_queue.Writer.TryWrite(item)) _backlog.Dequeue();
            else if (!await HasRoomAsync(cancellationToken).ConfigureAwait(false)) _backlog.Clear();
        }
    }

    /// <returns>False when the reader has gone; the others must not notice.</returns>
    private async ValueTask<bool> HasRoomAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _queue.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A queue that ended with a failure throws that failure, whatever it is; it is told to the reader.
        catch (Exception) when (Volatile.Read(ref _ended))
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
