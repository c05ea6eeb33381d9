using System.Runtime.CompilerServices;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Streaming;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// Streams: orders from the trading stream, prices of stocks, crypto and options from a data stream each, options in MessagePack.
/// </summary>
internal sealed class AlpacaStreaming : IStreaming, IAsyncDisposable
{
    // Quiet streams say nothing for hours; an answer to a question shows that the line still stands.
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    private readonly AlpacaSession _session;
    private readonly OrderFetch _fetch;
    private readonly SocketSession _orders;
    private readonly SocketSession _stocks;
    private readonly SocketSession _crypto;
    private readonly SocketSession _options;

    private AlpacaStreaming(AlpacaSession session, BrokerTransport transport, Uri trading, Uri data)
    {
        _session = session;
        _fetch = new AlpacaOrderReads(session).SinceAsync;
        var settings = session.Settings;
        _orders = new SocketSession(transport, Options("trading"), new TradingProtocol(session, trading));
        _stocks = new SocketSession(transport, Options("stocks"), new DataProtocol(session, new Uri(data, $"v2/{settings.StockFeed}"), DataLanguage.Json));
        _crypto = new SocketSession(transport, Options("crypto"), new DataProtocol(session, new Uri(data, $"v1beta3/crypto/{settings.CryptoLocation}"), DataLanguage.Json));
        _options = new SocketSession(transport, Options("options"), new DataProtocol(session, new Uri(data, $"v1beta1/{settings.OptionFeed}"), DataLanguage.MessagePack));
    }

    /// <summary>The role; null where the environment has no addresses of streams.</summary>
    public static AlpacaStreaming? For(AlpacaSession session, BrokerTransport transport)
    {
        var addresses = session.Context.Environment.Endpoints.Where(endpoint => endpoint.Purpose == EndpointPurpose.Streaming).Select(endpoint => endpoint.Prefix).ToList();
        var trading = addresses.Find(IsTrading);
        var data = addresses.Find(address => !IsTrading(address));
        return trading is null || data is null ? null : new AlpacaStreaming(session, transport, WithoutSlash(trading), data);
    }

    public IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default) =>
        account is { } one ? OfAccountAsync(one, since, cancellationToken) : _orders.OrdersAsync(_fetch, null, since, cancellationToken);

    public IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var parts = new List<IAsyncEnumerable<StreamItem<QuoteTick>>>(3);
        var named = Add<Instrument.Equity>(_stocks) + Add<Instrument.Crypto>(_crypto) + Add<Instrument.Option>(_options);
        if (named < instruments.Distinct().Count())
        {
            throw AlpacaErrors.Refuse("Prices of US shares, crypto and options are streamed here; others are not.");
        }

        return parts.Count switch
        {
            0 => _stocks.QuotesAsync([], cancellationToken),
            1 => parts[0],
            _ => TogetherAsync(parts, cancellationToken),
        };

        int Add<T>(SocketSession session)
            where T : Instrument
        {
            var symbols = Named<T>(instruments);
            if (symbols.Count > 0)
            {
                parts.Add(session.QuotesAsync(symbols, cancellationToken));
            }

            return symbols.Count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync().ConfigureAwait(false);
        await _stocks.DisposeAsync().ConfigureAwait(false);
        await _crypto.DisposeAsync().ConfigureAwait(false);
        await _options.DisposeAsync().ConfigureAwait(false);
    }

    // A wrong account ends the enumeration that asked for it, before it shares a socket with others.
    private async IAsyncEnumerable<StreamItem<OrderEvent>> OfAccountAsync(
        AccountId account, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _session.AccountAsync(account, cancellationToken).ConfigureAwait(false);
        await foreach (var item in _orders.OrdersAsync(_fetch, account, since, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    // Whichever speaks first is read first; nothing is queued in between, so a slow reader still gets the newest of each.
    private static async IAsyncEnumerable<StreamItem<QuoteTick>> TogetherAsync(
        IReadOnlyList<IAsyncEnumerable<StreamItem<QuoteTick>>> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = new LinesAsOne(parts.Count);
        var readers = parts.Select(part => part.GetAsyncEnumerator(stop.Token)).ToArray();
        var moves = Array.ConvertAll(readers, reader => reader.MoveNextAsync().AsTask());
        try
        {
            while (true)
            {
                var ready = await Task.WhenAny(moves).ConfigureAwait(false);
                var index = Array.IndexOf(moves, ready);
                if (!await ready.ConfigureAwait(false))
                {
                    yield break;
                }

                var item = readers[index].Current;
                if (lines.Tells(index, item.Signal))
                {
                    yield return item;
                }

                moves[index] = readers[index].MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves.
            await stop.CancelAsync().ConfigureAwait(false);
            for (var i = 0; i < readers.Length; i++)
            {
                await ((Task)moves[i]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await readers[i].DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private SocketSessionOptions Options(string name) => new()
    {
        Name = name,
        Environment = _session.Context.Environment,
        HeartbeatEvery = HeartbeatEvery,
        Connector = _session.Connector,
    };

    private static List<KeyValuePair<string, Instrument>> Named<T>(IReadOnlyCollection<Instrument> instruments)
        where T : Instrument =>
        [.. instruments.OfType<T>().Distinct()
            .Select(instrument => (Symbol: Symbols.ToWire(instrument), Instrument: (Instrument)instrument))
            .Where(row => row.Symbol is not null)
            .Select(row => KeyValuePair.Create(row.Symbol!, row.Instrument))];

    private static bool IsTrading(Uri address) => address.AbsolutePath.EndsWith("/stream/", StringComparison.Ordinal);

    private static Uri WithoutSlash(Uri address) => new(address.AbsoluteUri.TrimEnd('/'));
}
