using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;
using Microsoft.Extensions.Logging;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>A session over the broker in memory, and a reader that writes down what it is told.</summary>
internal sealed class StreamHarness : IAsyncDisposable
{
    private readonly BrokerTransport _transport;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public StreamHarness(Func<SocketSessionOptions, SocketSessionOptions>? change = null, StreamBroker.Protocol? protocol = null, int seed = 7, ILoggerFactory? logs = null)
    {
        _transport = new BrokerTransport(new BrokerTransportOptions { Broker = TestBroker.Id, TimeProvider = Clock, Random = new Random(seed), LoggerFactory = logs });
        Protocol = protocol ?? new StreamBroker.Protocol();
        SocketSessionOptions options = new() { Name = "test", Environment = TestBroker.Paper, Connector = Broker, StallAfter = TimeSpan.FromHours(10), ConnectTimeout = TimeSpan.FromHours(10) };
        Session = new SocketSession(_transport, change?.Invoke(options) ?? options, Protocol);
    }

    public FakeTimeProvider Clock { get; } = new();

    public StreamBroker Broker { get; } = new();

    public StreamBroker.Protocol Protocol { get; }

    public SocketSession Session { get; }

    public static KeyValuePair<string, Instrument> Symbol(string symbol) => new(symbol, new Instrument.Equity(symbol));

    /// <summary>Reads in the background until the harness is disposed.</summary>
    public Log<QuoteTick> ReadQuotes(params IEnumerable<string> symbols) => Start(Session.QuotesAsync([.. symbols.Select(Symbol)], _stop.Token));

    /// <summary>Reads in the background until the harness is disposed.</summary>
    public Log<OrderEvent> ReadOrders(OrderFetch? fetch = null, DateTimeOffset? since = null) =>
        Start(Session.OrdersAsync(fetch ?? Broker.FetchAsync, since: since, cancellationToken: _stop.Token));

    /// <summary>
    /// Lets everything run until something is so. The clock only moves while there is no line, when nothing but a pause or a watch can go on;
    /// else a busy machine would make healthy lines look dead. Where a test is about that pause the clock has to stand.
    /// </summary>
    public Task UntilAsync(Func<bool> isSo, string what, bool alwaysAdvance = false, bool clockStands = false, Func<string>? explain = null) => Task.Run(async () =>
    {
        // On the pool's own queue, where each turn lets everything go first that was waiting.
        for (int round = 0; round % 16 != 0 || !isSo(); round++)
        {
            Assert.True(round < 1_000_000, $"it never came to: {what} {explain?.Invoke()}");
            await Task.Yield();
            if (round % 64 == 63 && !clockStands && (alwaysAdvance || !Broker.HasLine)) Clock.Advance(TimeSpan.FromSeconds(1));
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Session.DisposeAsync();
        _transport.Dispose();
        _stop.Dispose();
    }

    private static Log<T> Start<T>(IAsyncEnumerable<StreamItem<T>> items)
    {
        Log<T> log = new();
        log.Reading = Task.Run(async () =>
        {
            await foreach (StreamItem<T> item in items) log.Add(item);
        });
        return log;
    }

    internal sealed class Log<T>
    {
        private readonly Lock _lock = new();
        private readonly List<StreamItem<T>> _items = [];

        public Task Reading { get; set; } = Task.CompletedTask;

        public IReadOnlyList<StreamItem<T>> Items
        {
            get
            {
                lock (_lock) return [.. _items];
            }
        }

        public IReadOnlyList<T> Values => [.. Items.Where(item => item.Signal == StreamSignal.Data).Select(item => item.Value!)];

        public IReadOnlyList<StreamSignal> Signals => [.. Items.Where(item => item.Signal != StreamSignal.Data).Select(item => item.Signal)];

        public int Count
        {
            get
            {
                lock (_lock) return _items.Count;
            }
        }

        public T? Last
        {
            get
            {
                lock (_lock) return _items.FindLast(item => item.Signal == StreamSignal.Data).Value;
            }
        }

        public bool Has(StreamSignal signal)
        {
            lock (_lock) return _items.Exists(item => item.Signal == signal);
        }

        public void Add(StreamItem<T> item)
        {
            lock (_lock) _items.Add(item);
        }
    }
}
