using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>
/// A broker with a stream, in memory: it trades by itself, keeps its book, and mistreats its line as the test says. Its messages are
/// <c>q|symbol|bid|ask|time</c>, <c>o|order|state|filled|asked|time[|execution|quantity|price]</c> and <c>refused|symbol|…</c>.
/// </summary>
internal sealed class StreamBroker : ISocketConnector
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);

    private Action? _nextWait;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _quotes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _carried = new(StringComparer.Ordinal);
    private Line? _line;
    private int _clock;

    public static AccountRef Account { get; } = new(ConnectionId.Parse("c1"), BrokerId.Parse("acme"), AccountId.Parse("A1"));

    public int Connects { get; private set; }

    /// <summary>A wish with such a symbol is refused as a whole.</summary>
    public Func<string, bool>? Refuses { get; set; }

    /// <summary>What the line carries, in alphabetical order.</summary>
    public string[] Carried
    {
        get
        {
            lock (_lock) return [.. _carried];
        }
    }

    /// <summary>Whether somebody is connected and heard.</summary>
    /// <summary>Does something the next time that a line finds nothing to read, in that very moment.</summary>
    public void OnNextWait(Action action) => Volatile.Write(ref _nextWait, action);

    public bool HasLine
    {
        get
        {
            lock (_lock) return _line is not null;
        }
    }

    /// <summary>How many messages lie on the line.</summary>
    public int Unread
    {
        get
        {
            lock (_lock) return _line?.Incoming.Reader.Count ?? 0;
        }
    }

    /// <summary>What the next attempts to connect meet instead of a line.</summary>
    public Queue<BrokerageError> Refusals { get; } = new();

    public IReadOnlyDictionary<string, Order> Book
    {
        get
        {
            lock (_lock) return new Dictionary<string, Order>(_orders, StringComparer.Ordinal);
        }
    }

    public ValueTask<ISocketConnection> ConnectAsync(SocketTarget target, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Connects++;
            if (Refusals.TryDequeue(out BrokerageError? refusal)) throw new BrokerageException(refusal);
            _carried.Clear();
            return new(_line = new Line(this));
        }
    }

    public Task<Snapshot<Order>> FetchAsync(AccountId? account, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Snapshot<Order>.Complete([.. _orders.Values.Where(order => !order.IsFinal || order.AsOf.BrokerTime >= since)], default));
        }
    }

    public string Quote(string symbol, decimal bid)
    {
        lock (_lock) return _quotes[symbol] = string.Create(CultureInfo.InvariantCulture, $"q|{symbol}|{bid}|{bid + 1}|{++_clock}");
    }

    public decimal? LastQuote(string symbol)
    {
        lock (_lock) return _quotes.TryGetValue(symbol, out string? quote) ? decimal.Parse(quote.Split('|')[2], CultureInfo.InvariantCulture) : null;
    }

    public string Order(string id, OrderState state, decimal fill = 0m)
    {
        lock (_lock)
        {
            _orders.TryGetValue(id, out Order? before);
            decimal filled = (before?.Filled ?? 0m) + fill;
            string text = string.Create(CultureInfo.InvariantCulture, $"o|{id}|{state}|{filled}|100|{++_clock}");
            if (fill > 0m) text += string.Create(CultureInfo.InvariantCulture, $"|{id}x{filled}|{fill}|{10 + filled / 100}");
            OrderUpdate update = Protocol.ReadOrder(text.Split('|'));
            IReadOnlyList<Execution> executions = update.Execution is null ? before?.Executions ?? [] : [.. before?.Executions ?? [], update.Execution];
            _orders[id] = update.Order with { Executions = executions };
            return text;
        }
    }

    /// <summary>Puts messages on the line, if there is one.</summary>
    public void Send(params IEnumerable<string> messages)
    {
        lock (_lock)
        {
            foreach (string message in messages) _line?.Incoming.Writer.TryWrite(message);
        }
    }

    public void Cut()
    {
        lock (_lock)
        {
            _line?.Incoming.Writer.TryComplete();
            _line = null;
        }
    }

    /// <summary>The line stays open and nothing comes through any more.</summary>
    public void GoSilent()
    {
        lock (_lock) _line = null;
    }

    public static DateTimeOffset TimeOf(string ticks) => Start.AddSeconds(int.Parse(ticks, CultureInfo.InvariantCulture));

    private sealed class Line(StreamBroker broker) : ISocketConnection
    {
        public Channel<string> Incoming { get; } = Channel.CreateUnbounded<string>();

        public ValueTask SendBinaryAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => SendAsync(message, cancellationToken);

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            string text = Encoding.UTF8.GetString(message.Span);
            lock (broker._lock)
            {
                if (text is "login") Incoming.Writer.TryWrite("welcome");
                if (text.StartsWith("unsub|", StringComparison.Ordinal)) broker._carried.ExceptWith(text.Split('|').Skip(1));
                if (!text.StartsWith("sub|", StringComparison.Ordinal)) return default;
                string[] asked = [.. text.Split('|').Skip(1).Where(symbol => symbol.Length > 0)];
                if (broker.Refuses is { } refuses && asked.Any(refuses))
                {
                    Incoming.Writer.TryWrite("refused|" + string.Join('|', asked));
                    return default;
                }

                // Like most brokers: whoever subscribes gets the present state of each symbol first.
                broker._carried.UnionWith(asked);
                foreach (string symbol in asked)
                {
                    if (broker._quotes.TryGetValue(symbol, out string? quote)) Incoming.Writer.TryWrite(quote);
                }
            }

            return default;
        }

        public async ValueTask<bool> ReceiveAsync(IBufferWriter<byte> buffer, CancellationToken cancellationToken = default)
        {
            ValueTask<bool> more = Incoming.Reader.WaitToReadAsync(cancellationToken);
            if (!more.IsCompleted) Interlocked.Exchange(ref broker._nextWait, null)?.Invoke();
            if (!await more.ConfigureAwait(false)) return false;
            if (Incoming.Reader.TryRead(out string? text)) Encoding.UTF8.GetBytes(text, buffer);
            return true;
        }

        public ValueTask DisposeAsync()
        {
            lock (broker._lock)
            {
                if (broker._line == this) broker._line = null;
            }

            return default;
        }
    }

    internal class Protocol : SocketProtocol
    {
        public int Heartbeats { get; private set; }

        public List<SocketSubscription> Subscriptions { get; } = [];

        public Uri Address { get; init; } = new("wss://stream.acme.test/ws");

        public override ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default) => new(new SocketTarget(Address));

        public override async ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default)
        {
            await channel.SendAsync("login"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            await channel.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        }

        public override async ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default)
        {
            lock (Subscriptions) Subscriptions.Add(subscription);
            if (subscription.Removed.Count > 0) await channel.SendAsync(Encoding.UTF8.GetBytes("unsub|" + string.Join('|', subscription.Removed)), cancellationToken).ConfigureAwait(false);
            await channel.SendAsync(Encoding.UTF8.GetBytes("sub|" + string.Join('|', subscription.Added)), cancellationToken).ConfigureAwait(false);
        }

        public override ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default)
        {
            string[] parts = Encoding.UTF8.GetString(message.Span).Split('|');
            switch (parts[0])
            {
                case "q":
                    decimal bid = decimal.Parse(parts[2], CultureInfo.InvariantCulture);
                    sink.Quote(Encoding.UTF8.GetBytes(parts[1]), new QuoteTick { Bid = bid, Ask = bid + 1, Time = TimeOf(parts[4]) });
                    return default;
                case "o": return sink.OrderAsync(ReadOrder(parts), cancellationToken);
                case "refused":
                    sink.Refuse(parts[1..], new BrokerageException(new BrokerageError(BrokerageErrorCode.NotEntitled, Account.Broker, "Not in the plan.")));
                    return default;
                case "revoked": throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AuthRevoked, Account.Broker, "revoked"));
                case "": return default;
                default: throw new System.Text.Json.JsonException("garbage");
            }
        }

        public override ValueTask SendHeartbeatAsync(SocketChannel channel, CancellationToken cancellationToken = default)
        {
            Heartbeats++;
            return channel.SendAsync("beat"u8.ToArray(), cancellationToken);
        }

        public static OrderUpdate ReadOrder(string[] parts)
        {
            OrderState state = Enum.Parse<OrderState>(parts[2]);
            decimal filled = decimal.Parse(parts[3], CultureInfo.InvariantCulture);
            Order order = new()
            {
                Ref = new OrderRef(Account, OrderId.Parse(parts[1])),
                State = new Raw<OrderState>(state, parts[2]),
                Shape = new Raw<OrderShape>(OrderShape.Single, null),
                Legs = [],
                Quantity = new OrderQuantity.Units(decimal.Parse(parts[4], CultureInfo.InvariantCulture)),
                Filled = filled,
                Price = new PriceTerms.Market(),
                TimeInForce = new TimeInForce(TimeInForceKind.Day),
                AsOf = new AsOf(TimeOf(parts[5]), TimeOf(parts[5])),
            };
            if (parts.Length < 7) return new OrderUpdate(order, state == OrderState.Cancelled ? OrderCause.Cancelled : OrderCause.Activated);
            Execution execution = new()
            {
                Id = parts[6],
                Quantity = decimal.Parse(parts[7], CultureInfo.InvariantCulture),
                Price = decimal.Parse(parts[8], CultureInfo.InvariantCulture),
                CumulativeAfter = filled,
            };
            return new OrderUpdate(order, OrderCause.Fill, execution);
        }
    }
}
