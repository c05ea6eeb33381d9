using System.Runtime.CompilerServices;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Streaming;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// Streams by polling, and labelled so: states between two looks are skipped, and fills are computed from two readings. All enumerations of
/// a connection share the looks.
/// </summary>
internal sealed class ETradeStreaming : IStreaming, IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private readonly OrderProtocol _orderProtocol;
    private readonly QuoteProtocol _quoteProtocol;
    private readonly SocketSession _orders;
    private readonly SocketSession _quotes;
    private readonly ETradeSession _session;

    public ETradeStreaming(ETradeSession session, BrokerTransport transport, ETradeQuotes quotes)
    {
        _session = session;
        var orderPace = new PollPace(session.Clock, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
        var quotePace = new PollPace(session.Clock, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        _orderProtocol = new OrderProtocol(session, orderPace);
        _quoteProtocol = new QuoteProtocol(session, quotes, quotePace);
        _orders = new SocketSession(transport, Options("orders", orderPace, looksAtOnce: false), _orderProtocol);
        _quotes = new SocketSession(transport, Options("quotes", quotePace, looksAtOnce: true), _quoteProtocol);
    }

    public async IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<Instrument> instruments, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        List<KeyValuePair<string, Instrument>> symbols = [];
        foreach (var instrument in instruments.Distinct())
        {
            var symbol = Products.ToQuoteSymbol(instrument, _session.Symbols) ?? throw new BrokerageException(
                new BrokerageError(BrokerageErrorCode.SymbolNotFound, ETradeAdapter.BrokerId, $"E*TRADE has no quotes of {instrument}."));
            _quoteProtocol.Know(symbol, instrument);
            symbols.Add(new KeyValuePair<string, Instrument>(symbol, instrument));
        }

        // Every look tells every price: a tick is what is new to this reader, and after a gap all is.
        var told = new Dictionary<Instrument, QuoteTick>();
        await foreach (var item in _quotes.QuotesAsync(symbols, cancellationToken).ConfigureAwait(false))
        {
            if (item.Signal == StreamSignal.Gap)
            {
                told.Clear();
            }
            else if (item.Signal == StreamSignal.Data)
            {
                if (told.TryGetValue(item.Value.Instrument, out var last) && last with { Time = item.Value.Time } == item.Value)
                {
                    continue;
                }

                told[item.Value.Instrument] = item.Value;
            }

            yield return item with { IsPolled = true };
        }
    }

    public async IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (account is { } one)
        {
            await _session.AccountAsync(one, cancellationToken).ConfigureAwait(false);
        }

        _orderProtocol.Follow(account, by: 1);
        try
        {
            await foreach (var item in _orders.OrdersAsync(_orderProtocol.FetchAsync, account, since, cancellationToken).ConfigureAwait(false))
            {
                yield return item with { IsPolled = true };
            }
        }
        finally
        {
            _orderProtocol.Follow(account, by: -1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync().ConfigureAwait(false);
        await _quotes.DisposeAsync().ConfigureAwait(false);
    }

    private SocketSessionOptions Options(string name, PollPace pace, bool looksAtOnce) => new()
    {
        Name = name,
        Environment = _session.Context.Environment,
        Connector = new PolledLine(pace, looksAtOnce, _session.Clock),
        StallAfter = LongestSilence,
    };
}
