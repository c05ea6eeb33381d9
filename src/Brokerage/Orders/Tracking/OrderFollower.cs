using System.Threading.Channels;

namespace Brokerage;

/// <summary>
/// One enumeration: the orders that it follows, what is known of each, and the news that its reader has not taken yet. Thread-safe.
/// </summary>
internal sealed class OrderFollower(OrderRef root, OrderTrackerOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Channel<OrderNews> _news = Channel.CreateUnbounded<OrderNews>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<OrderId, OrderHistory> _orders = new() { [root.Order] = new OrderHistory() };
    private readonly List<OrderTelling> _early = [];
    // By what elapses, since clocks are set.
    private long? _readAt;
    private long? _endedAt;
    private HashSet<OrderId>? _lastLook;
    private long _heard;
    private long _sequence;

    /// <summary>The order that was asked for.</summary>
    public OrderRef Root => root;

    public ChannelReader<OrderNews> News => _news.Reader;

    /// <summary>How often the stream has spoken of these orders: a reading that began before its last word may be older than it.</summary>
    public long Heard
    {
        get
        {
            lock (_gate) return _heard;
        }
    }

    /// <summary>What the stream says, of any order.</summary>
    public void Hear(OrderTelling telling)
    {
        lock (_gate)
        {
            // Which orders belong to it is known after the first reading; until then everything of the account may.
            if (_orders[root.Order].Known is null)
            {
                if (telling.Order.Ref.Account == root.Account) _early.Add(telling);
                return;
            }

            if (!Belongs(telling.Order)) return;
            _heard++;
            Take(telling);
        }
    }

    /// <summary>What a reading says that began when <paramref name="heard"/> was <see cref="Heard"/>.</summary>
    public void Read(Order order, long heard)
    {
        lock (_gate)
        {
            if (heard != _heard) return;
            _lastLook?.Remove(order.Ref.Order);
            Take(OrderTelling.OfRead(order));
            if (_early.Count == 0) return;

            foreach (var telling in _early.Where(telling => Belongs(telling.Order))) Take(telling);
            _early.Clear();
        }
    }

    /// <summary>The orders that are due to be asked for.</summary>
    public IReadOnlyList<OrderRef> Due(bool isLive, long now)
    {
        lock (_gate)
        {
            var isDue = _readAt is not { } readAt || time.GetElapsedTime(readAt, now) >= (isLive ? options.CheckEvery : options.PollEvery)
                || IsLastLook(now);
            if (isDue) _readAt = now;
            if (IsLastLook(now)) _lastLook ??= [.. _orders.Keys];
            return
            [
                .. _orders.Where(pair => pair.Value.Known is null || (isDue && (!pair.Value.Known.IsFinal || _endedAt is not null)))
                    .Select(pair => root with { Order = pair.Key }),
            ];
        }
    }

    /// <summary>Everything is to be asked for again soon: something may have been missed.</summary>
    public void Doubt()
    {
        lock (_gate) _readAt = null;
    }

    /// <summary>Ends the enumeration if the orders have ended long enough ago.</summary>
    public bool TryFinish(long now)
    {
        lock (_gate) return IsLastLook(now) && _lastLook is { Count: 0 } && _news.Writer.TryComplete();
    }

    /// <summary>The broker does not show the order any more: nothing is to be learnt by asking again.</summary>
    public void Miss(OrderId order)
    {
        lock (_gate) _lastLook?.Remove(order);
    }

    public bool Follows(OrderRef order)
    {
        lock (_gate) return order.Account == root.Account && _orders.ContainsKey(order.Order);
    }

    /// <summary>True until the order has been seen for the first time.</summary>
    public bool IsNew
    {
        get
        {
            lock (_gate) return _orders[root.Order].Known is null;
        }
    }

    /// <summary>Ends the enumeration with an exception.</summary>
    public void Fail(Exception reason) => _news.Writer.TryComplete(reason);

    private bool IsLastLook(long now) => _endedAt is { } endedAt && time.GetElapsedTime(endedAt, now) >= options.LingerFor;

    private bool Belongs(Order order) =>
        order.Ref.Account == root.Account
        && (_orders.ContainsKey(order.Ref.Order)
            || (order.Parent is { } parent && _orders.ContainsKey(parent))
            || (order.Replaces is { } replaced && _orders.ContainsKey(replaced)));

    private void Take(OrderTelling telling)
    {
        var id = telling.Order.Ref.Order;
        if (!_orders.TryGetValue(id, out var history)) _orders[id] = history = new OrderHistory();
        foreach (var news in history.Tell(telling)) _news.Writer.TryWrite(news with { Sequence = ++_sequence });
        if (history.Known!.ReplacedBy is { } successor) _orders.TryAdd(successor, new OrderHistory());
        foreach (var child in telling.Order.Children) Take(telling with { Order = child, Cause = OrderCause.Seen, Execution = null });
        WatchForEnd();
    }

    private void WatchForEnd()
    {
        if (_orders.Values.All(history => history.Known is { IsFinal: true })) _endedAt ??= time.GetTimestamp();
        else (_endedAt, _lastLook) = (null, null);
    }
}
