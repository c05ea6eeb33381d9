using System.Collections.Concurrent;
using System.Text;
using Brokerage.ETrade.Mapping;
using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>Prices by looking: what has changed since the last look is a tick.</summary>
internal sealed class QuoteProtocol(ETradeSession session, ETradeQuotes quotes, PollPace pace) : PolledProtocol(session)
{
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<Instrument, QuoteTick> _told = [];
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
        pace.Spent((wanted.Count + ETradeQuotes.Most - 1) / ETradeQuotes.Most, _session.Settings.MarketRequestsPerSecond);
        if (wanted.Count == 0)
        {
            return;
        }

        var seen = await quotes.ReadAsync(wanted, cancellationToken).ConfigureAwait(false);
        foreach (var quote in seen.Items)
        {
            var tick = QuoteMapping.ToTick(quote);
            var isNew = !_told.TryGetValue(quote.Instrument, out var last) || last with { Time = tick.Time } != tick;
            _told[quote.Instrument] = tick;
            if (isNew && Products.ToQuoteSymbol(quote.Instrument) is { } symbol)
            {
                sink.Quote(Encoding.UTF8.GetBytes(symbol), tick);
            }
        }
    }
}
