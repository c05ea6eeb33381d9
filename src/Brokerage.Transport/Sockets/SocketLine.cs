using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Brokerage.Transport;

/// <summary>One open connection of a stream, from log-in to its end.</summary>
internal sealed class SocketLine : IDisposable
{
    /// <summary>Frames that are there already are read together before readers of quotes are woken, up to so many: a wake costs as much as a tick.</summary>
    private const int LongestBurst = 64;

    private readonly SocketSessionOptions _options;
    private readonly SocketProtocol _protocol;
    private readonly ISocketConnection _connection;
    private readonly QuoteHub _quotes;
    private readonly OrderHub _orders;
    private readonly SocketChannel _channel;
    private readonly TimeProvider _time;
    private readonly SocketSink _sink;
    private readonly CancellationTokenSource _cut = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> _beats = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<string> _subscribed = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(IReadOnlyCollection<string> Symbols, BrokerageException Why)> _refusals = new();
    private readonly OrderCatchUp _catchUp;
    private bool _subscribedOrders;

    public SocketLine(
        BrokerTransport transport, SocketSessionOptions options, SocketProtocol protocol, ISocketConnection connection, QuoteHub quotes, OrderHub orders)
    {
        (_options, _protocol, _connection, _quotes, _orders) = (options, protocol, connection, quotes, orders);
        _time = transport.Options.TimeProvider;
        _catchUp = new OrderCatchUp(transport, options);
        _channel = new SocketChannel(connection, transport.Options.Broker);
        _sink = new SocketSink(quotes, orders, Refused);
        CompleteUntil = _time.GetUtcNow();
    }

    /// <summary>
    /// Until when everything that came has been read, in UTC. That is when there was last nothing more to read, not when something was last
    /// read: what a machine that slept reads first is what came before its sleep.
    /// </summary>
    public DateTimeOffset CompleteUntil { get; private set; }

    public bool IsLive { get; private set; }

    public void Changed() => _changes.Writer.TryWrite(true);

    /// <summary>Logs in and subscribes to what is wanted now.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _protocol.AuthenticateAsync(_channel, cancellationToken).ConfigureAwait(false);
        await SubscribeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Receives until the line breaks; always ends by throwing.</summary>
    public async Task RunAsync((DateTimeOffset From, DateTimeOffset To)? gap, CancellationToken cancellationToken)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        using SocketWatch watch = new(_time, _options.StallAfter, Cut, _options.HeartbeatEvery, () => _beats.Writer.TryWrite(true));
        IsLive = true;
        if (gap is { } missed) _quotes.Say(StreamItem.Gap<QuoteTick>(missed.From, missed.To));
        _quotes.Say(StreamItem.Of<QuoteTick>(StreamSignal.Live));
        Task[] parts = [ReceiveAsync(watch, linked.Token), FollowAsync(linked.Token), BeatAsync(linked.Token)];
        Task first = await Task.WhenAny(parts).ConfigureAwait(false);
        IsLive = false;
        _quotes.Wake();
        await linked.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (OrderReader reader in _catchUp.Done) reader.CompleteUntil = CompleteUntil;
        await first.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _channel.Close();
        _cut.Dispose();
    }

    private void Cut()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The line ended by itself in the same moment.
        }
    }

    private async Task ReceiveAsync(SocketWatch watch, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        int burst = 0;
        DateTimeOffset asked = CompleteUntil;
        while (true)
        {
            // Before it is asked whether there is more: a machine that sleeps in between must not count its sleep as read.
            if (burst == 0) asked = _time.GetUtcNow();
            ValueTask<bool> receiving = _connection.ReceiveAsync(buffer, cancellationToken);
            bool waits = !receiving.IsCompleted;
            if (waits) CompleteUntil = asked;
            if (!receiving.IsCompleted || ++burst == LongestBurst)
            {
                _quotes.Wake();
                burst = 0;
            }

            if (!await receiving.ConfigureAwait(false)) throw _channel.Closed();
            // The watch would have cut a line that was quiet for so long, unless the machine slept: then the broker may have given it up.
            if (waits && _time.GetUtcNow() - CompleteUntil > _options.StallAfter) throw new TimeoutException("The line was not read for longer than it may be quiet.");
            if (burst == 0) watch.Heard();
            ValueTask reading = _protocol.ReceiveAsync(buffer.WrittenMemory, _sink, cancellationToken);
            if (!reading.IsCompletedSuccessfully)
            {
                _quotes.Wake();
                watch.Busy(true);
                await reading.ConfigureAwait(false);
                watch.Busy(false);
                // However long its readers took, the line was not quiet.
                burst = 0;
            }

            buffer.ResetWrittenCount();
        }
    }

    /// <summary>Tells the broker what is newly wanted, and brings new readers of orders up to date.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await SubscribeAsync(cancellationToken).ConfigureAwait(false);
            TimeSpan? again = await _catchUp.RunAsync(_orders.Readers, cancellationToken).ConfigureAwait(false);
            using ITimer? due = again is { } pause ? _time.CreateTimer(static line => ((SocketLine)line!).Changed(), this, pause, Timeout.InfiniteTimeSpan) : null;
            await _changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Refused(IReadOnlyCollection<string> symbols, BrokerageException why)
    {
        _refusals.Enqueue((symbols, why));
        Changed();
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        List<string[]> parts = TakeRefusals();
        HashSet<string> apart = [.. parts.SelectMany(part => part)];
        IReadOnlyCollection<string> wanted = _quotes.Symbols;
        bool orders = _orders.Readers.Count > 0;
        SocketSubscription subscription = new(
            wanted,
            [.. wanted.Where(symbol => !_subscribed.Contains(symbol) && !apart.Contains(symbol))],
            [.. _subscribed.Except(wanted, StringComparer.Ordinal)],
            orders,
            orders != _subscribedOrders);
        if (!subscription.IsEmpty) await _protocol.SubscribeAsync(_channel, subscription, cancellationToken).ConfigureAwait(false);
        _subscribedOrders = orders;
        foreach (string[] part in parts)
        {
            string[] still = [.. part.Intersect(wanted, StringComparer.Ordinal)];
            SocketSubscription rest = new(wanted, still, [], orders, OrdersChanged: false);
            if (still.Length > 0) await _protocol.SubscribeAsync(_channel, rest, cancellationToken).ConfigureAwait(false);
        }

        _subscribed.Clear();
        _subscribed.UnionWith(wanted);
    }

    /// <summary>Ends who wanted a symbol that was refused by itself.</summary>
    /// <returns>The halves of what was refused together.</returns>
    private List<string[]> TakeRefusals()
    {
        List<string[]> parts = [];
        while (_refusals.TryDequeue(out (IReadOnlyCollection<string> Symbols, BrokerageException Why) refusal))
        {
            string[] symbols = [.. refusal.Symbols];
            _subscribed.ExceptWith(symbols);
            if (symbols is [string one]) _quotes.EndReadersOf(one, Naming(one, refusal.Why));
            else parts.AddRange([symbols[..(symbols.Length / 2)], symbols[(symbols.Length / 2)..]]);
        }

        return parts;
    }

    private static BrokerageException Naming(string symbol, BrokerageException why) =>
        new(why.Error with { Message = $"{why.Error.Message} It was about '{symbol}'." }, why);

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (await _beats.Reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await _protocol.SendHeartbeatAsync(_channel, cancellationToken).ConfigureAwait(false);
        }
    }
}
