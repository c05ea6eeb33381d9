using System.Collections.Concurrent;
using System.Text;
using Brokerage.ETrade.Mapping;
using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>Prices by looking. What has changed is each reader's own matter, since each has begun at another time.</summary>
internal sealed class QuoteProtocol(ETradeSession session, ETradeQuotes quotes, PollPace pace) : PolledProtocol(session)
{
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly ETradeSession _session = session;
    private volatile IReadOnlyCollection<string> _wanted = [];

    /// <summary>Notes which instrument a symbol stands for.</summary>
    public void Know(string symbol, Instrument instrument) => _instruments[symbol] = instrument;

    public override ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default)
    {
        _wanted = [.. subscription.Symbols];
        return default;
    }

    protected override async ValueTask LookAsync(SocketSink sink, CancellationToken cancellationToken)
    {
        var wanted = _wanted.Select(symbol => _instruments.GetValueOrDefault(symbol)).OfType<Instrument>().ToList();
        pace.IsBusy = wanted.Count > 0;
        if (wanted.Count == 0)
        {
            pace.Spent(0, _session.Settings.MarketRequestsPerSecond);
            return;
        }

        var requests = 0;
        var seen = await quotes.ReadAsync(wanted, () => requests++, cancellationToken).ConfigureAwait(false);

        // One unknown symbol may have cost a dozen requests.
        pace.Spent(requests, _session.Settings.MarketRequestsPerSecond);
        foreach (var quote in seen.Items)
        {
            // By the name that it was asked for with: meanwhile another may have been learnt.
            foreach (var symbol in SymbolsOf(quote.Instrument.ToString()))
            {
                sink.Quote(Encoding.UTF8.GetBytes(symbol), QuoteMapping.ToTick(quote));
            }
        }

        Refuse(seen.Failures, sink);
    }

    private List<string> SymbolsOf(string instrument) =>
        [.. _wanted.Where(symbol => string.Equals(_instruments.GetValueOrDefault(symbol)?.ToString(), instrument, StringComparison.Ordinal))];

    // What E*TRADE itself calls unknown has no price the next time either; of what it only left out nobody knows.
    private void Refuse(IReadOnlyList<ItemFailure> failures, SocketSink sink)
    {
        foreach (var failure in failures.Where(failure => ETradeQuotes.IsUnknownSymbol(failure.Error)))
        {
            foreach (var symbol in SymbolsOf(failure.Item))
            {
                sink.Refuse([symbol], new BrokerageException(failure.Error));
            }
        }
    }
}
