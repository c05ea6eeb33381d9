using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Brokerage.Tests.Orders.Tracking;

/// <summary>A stream of orders that says what a test tells it to, to everybody who listens.</summary>
internal sealed class FakeOrderStream : IStreaming
{
    private readonly Lock _gate = new();
    private readonly List<Channel<StreamItem<OrderEvent>>> _listeners = [];

    /// <summary>How often it was opened.</summary>
    public int Opened => Since.Count;

    /// <summary>Since when each listener asked.</summary>
    public List<DateTimeOffset?> Since { get; } = [];

    public int Open
    {
        get
        {
            lock (_gate) return _listeners.Count;
        }
    }

    /// <summary>What a new listener hears first.</summary>
    public Func<IEnumerable<StreamItem<OrderEvent>>> OnOpen { get; set; } =
        () => [StreamItem.Of<OrderEvent>(StreamSignal.Resynced), StreamItem.Of<OrderEvent>(StreamSignal.Live)];

    public void Say(OrderEvent change) => Say(StreamItem.Data(change));

    public void Say(StreamSignal signal) => Say(StreamItem.Of<OrderEvent>(signal));

    public void Say(StreamItem<OrderEvent> item)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners) listener.Writer.TryWrite(item);
        }
    }

    /// <summary>Ends every enumeration, as a broker that is gone.</summary>
    public void End(Exception? failure = null)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners) listener.Writer.TryComplete(failure);
        }
    }

    public IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nobody asks.");

    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateUnbounded<StreamItem<OrderEvent>>();
        foreach (var item in OnOpen()) channel.Writer.TryWrite(item);
        lock (_gate)
        {
            Since.Add(since);
            _listeners.Add(channel);
        }

        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken)) yield return item;
        }
        finally
        {
            lock (_gate) _listeners.Remove(channel);
        }
    }
}
