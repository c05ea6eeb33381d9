using System.Runtime.CompilerServices;

namespace Brokerage.Transport;

/// <summary>
/// One stream of a connection, shared by all its enumerations. The socket exists only while somebody enumerates; it is opened again after
/// every break, and what was missed is said: Connecting, Gap, for orders Resynced once the missed ones are fetched, Live. Who comes to a line
/// that is there hears no Connecting: quotes begin with Live, orders with what is fetched. An enumeration throws only when a person is
/// needed. Thread-safe.
/// </summary>
public sealed class SocketSession : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SocketSessionOptions _options;
    private readonly SocketRunner _runner;
    private readonly QuoteHub _quotes = new();
    private readonly OrderHub _orders = new();
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private int _readers;
    private bool _isDisposed;

    /// <summary>Makes a session. Nothing is opened.</summary>
    public SocketSession(BrokerTransport transport, SocketSessionOptions options, SocketProtocol protocol)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(protocol);
        _options = options;
        _runner = new SocketRunner(transport, options, protocol, _quotes, _orders);
    }

    /// <summary>Prices of symbols in the broker's spelling; each tick carries the instrument given here. A slow reader gets the newest.</summary>
    public async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<KeyValuePair<string, Instrument>> symbols, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        QuoteBox box = new(symbols.Count);
        _runner.Admit(() => _quotes.Add(box, [.. symbols]), () => box.Say(StreamItem.Of<QuoteTick>(StreamSignal.Connecting)));
        using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(static state => ((QuoteBox)state!).End(null), box);
        Enter();
        try
        {
            if (_runner.IsLive) box.Say(StreamItem.Of<QuoteTick>(StreamSignal.Live));
            while (await box.WaitAsync().ConfigureAwait(false))
            {
                while (box.TryTake(out StreamItem<QuoteTick> item)) yield return item;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            _quotes.Remove(box);
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Orders: first what <paramref name="fetch"/> finds, then Resynced and Live, then changes; after a break the missed ones in between. Each
    /// event carries the whole order, in order per order, at least once; nothing is dropped, a slow reader slows the line down.
    /// </summary>
    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        OrderFetch fetch, AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        OrderReader reader = new(account, since, fetch, _options.OrderQueueLength);
        _runner.Admit(() => _orders.Add(reader), () => reader.TrySay(StreamItem.Of<OrderEvent>(StreamSignal.Connecting)));
        Enter();
        try
        {
            while (await reader.Items.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (reader.Items.TryRead(out StreamItem<OrderEvent> item)) yield return item;
            }
        }
        finally
        {
            _orders.Remove(reader);
            reader.End(null);
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends all enumerations and closes the socket. Logs nobody out.</summary>
    public async ValueTask DisposeAsync()
    {
        CancellationTokenSource? stop;
        Task running;
        lock (_lock)
        {
            _isDisposed = true;
            (stop, _stop) = (_stop, null);
            running = _running;
        }

        _quotes.End(null);
        _orders.End(null);
        if (stop is not null) await StopAsync(stop, running).ConfigureAwait(false);
    }

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _readers++;
            if (_stop is null)
            {
                _stop = new CancellationTokenSource();
                CancellationToken token = _stop.Token;
                Task before = _running;
                _running = Task.Run(() => RunAfterAsync(before, token), CancellationToken.None);
            }
        }

        _runner.Changed();
    }

    private async Task RunAfterAsync(Task before, CancellationToken token)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        BrokerageException? end = await _runner.RunAsync(token).ConfigureAwait(false);
        if (end is null) return;
        lock (_lock)
        {
            // The next enumeration starts anew; those that are there get told why this one ended.
            if (_stop?.Token == token) _stop = null;
        }

        _quotes.End(end);
        _orders.End(end);
    }

    private async Task LeaveAsync()
    {
        CancellationTokenSource? stop = null;
        Task running;
        lock (_lock)
        {
            // In one step: whoever comes after it finds nothing running and starts anew, whoever came before it keeps the line.
            if (--_readers == 0) (stop, _stop) = (_stop, null);
            running = _running;
        }

        if (stop is null) _runner.Changed();
        else await StopAsync(stop, running).ConfigureAwait(false);
    }

    private static async Task StopAsync(CancellationTokenSource stop, Task running)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
