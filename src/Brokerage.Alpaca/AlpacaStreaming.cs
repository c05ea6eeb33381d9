using System.Runtime.CompilerServices;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Streaming;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// Streams: orders from the trading stream, prices of stocks and crypto from a data stream each. Option prices come in another format and
/// are refused.
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

    private AlpacaStreaming(AlpacaSession session, BrokerTransport transport, Uri trading, Uri data)
    {
        _session = session;
        _fetch = new AlpacaOrderReads(session).SinceAsync;
        var settings = session.Settings;
        _orders = new SocketSession(transport, Options("trading"), new TradingProtocol(session, trading));
        _stocks = new SocketSession(transport, Options("stocks"), new DataProtocol(session, new Uri(data, $"v2/{settings.StockFeed}")));
        _crypto = new SocketSession(transport, Options("crypto"), new DataProtocol(session, new Uri(data, $"v1beta3/crypto/{settings.CryptoLocation}")));
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
        var stocks = Named<Instrument.Equity>(instruments);
        var crypto = Named<Instrument.Crypto>(instruments);
        if (stocks.Count + crypto.Count < instruments.Distinct().Count())
        {
            throw AlpacaErrors.Refuse("Prices of US shares and of crypto are streamed here; others are not.");
        }

        return (stocks.Count, crypto.Count) switch
        {
            (_, 0) => _stocks.QuotesAsync(stocks, cancellationToken),
            (0, _) => _crypto.QuotesAsync(crypto, cancellationToken),
            _ => BothAsync(stocks, crypto, cancellationToken),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync().ConfigureAwait(false);
        await _stocks.DisposeAsync().ConfigureAwait(false);
        await _crypto.DisposeAsync().ConfigureAwait(false);
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
    private async IAsyncEnumerable<StreamItem<QuoteTick>> BothAsync(
        List<KeyValuePair<string, Instrument>> stocks,
        List<KeyValuePair<string, Instrument>> crypto,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readers = new[]
        {
            _stocks.QuotesAsync(stocks, stop.Token).GetAsyncEnumerator(stop.Token),
            _crypto.QuotesAsync(crypto, stop.Token).GetAsyncEnumerator(stop.Token),
        };
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

                yield return readers[index].Current;
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
