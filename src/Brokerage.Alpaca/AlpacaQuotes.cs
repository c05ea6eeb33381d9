using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Quotes from snapshots: last trade, best quote and the day, in one request per class and hundred symbols.</summary>
internal sealed class AlpacaQuotes(AlpacaSession session)
{
    private const int MostSymbols = 100;
    private static readonly IReadOnlyDictionary<string, SnapshotWire> Nothing = new Dictionary<string, SnapshotWire>(StringComparer.Ordinal);

    public async Task<Snapshot<Quote>> ReadAsync(IReadOnlyCollection<Instrument> wanted, CancellationToken cancellationToken)
    {
        var quotes = new List<Quote>(wanted.Count);
        var failures = new List<ItemFailure>();
        var asOf = new AsOf(session.Clock.GetUtcNow());
        foreach (var group in wanted.Distinct().GroupBy(instrument => instrument.AssetClass))
        {
            foreach (var some in group.Chunk(MostSymbols))
            {
                await ReadSomeAsync(group.Key, some, quotes, failures, cancellationToken).ConfigureAwait(false);
            }
        }

        return failures.Count == 0 ? Snapshot<Quote>.Complete(quotes, asOf) : Snapshot<Quote>.Partial(quotes, failures, asOf);
    }

    private async Task ReadSomeAsync(
        AssetClass kind, Instrument[] some, List<Quote> quotes, List<ItemFailure> failures, CancellationToken cancellationToken)
    {
        var named = some.Select(instrument => (Instrument: instrument, Symbol: Symbols.ToWire(instrument))).ToList();
        var symbols = string.Join(',', named.Select(row => row.Symbol).OfType<string>());
        var (snapshots, freshness, asOf) = symbols.Length == 0
            ? (Nothing, default, default)
            : await SnapshotsAsync(kind, symbols, cancellationToken).ConfigureAwait(false);
        foreach (var (instrument, symbol) in named)
        {
            if (symbol is not null && snapshots.TryGetValue(symbol, out var wire) && wire is not null)
            {
                quotes.Add(QuoteMapping.ToQuote(wire, instrument, CurrencyOf(instrument), freshness, asOf.Received));
            }
            else
            {
                failures.Add(new ItemFailure(instrument.ToString(), NoQuote(instrument)));
            }
        }
    }

    private async Task<(IReadOnlyDictionary<string, SnapshotWire> Rows, Raw<Freshness> Freshness, AsOf AsOf)> SnapshotsAsync(
        AssetClass kind, string symbols, CancellationToken cancellationToken)
    {
        var settings = session.Settings;
        switch (kind)
        {
            case AssetClass.Option:
                var options = RequestPath.WithQuery("v1beta1/options/snapshots", ("symbols", symbols), ("feed", settings.OptionFeed));
                return await WrappedAsync(options, settings.OptionFeed, cancellationToken).ConfigureAwait(false);
            case AssetClass.Crypto:
                var crypto = RequestPath.WithQuery(RequestPath.Of($"v1beta3/crypto/{settings.CryptoLocation}/snapshots"), ("symbols", symbols));
                return await WrappedAsync(crypto, settings.CryptoLocation, cancellationToken).ConfigureAwait(false);
            default:
                var stocks = RequestPath.WithQuery("v2/stocks/snapshots", ("symbols", symbols), ("feed", settings.StockFeed));
                var (rows, asOf) = await session.GetAsync(
                    "quotes.stocks", EndpointPurpose.MarketData, stocks, AlpacaJson.Default.IReadOnlyDictionaryStringSnapshotWire, cancellationToken)
                    .ConfigureAwait(false);
                return (rows, QuoteMapping.Freshness(settings.StockFeed), asOf);
        }
    }

    private async Task<(IReadOnlyDictionary<string, SnapshotWire> Rows, Raw<Freshness> Freshness, AsOf AsOf)> WrappedAsync(
        string path, string feed, CancellationToken cancellationToken)
    {
        var (page, asOf) = await session.GetAsync(
            "quotes.snapshots", EndpointPurpose.MarketData, path, AlpacaJson.Default.SnapshotsWire, cancellationToken).ConfigureAwait(false);
        return (page.Snapshots ?? Nothing, QuoteMapping.Freshness(feed), asOf);
    }

    private static Currency? CurrencyOf(Instrument instrument) => instrument switch
    {
        Instrument.Crypto crypto => InstrumentMapping.QuoteCurrency(crypto),
        _ => Currency.Usd,
    };

    private static BrokerageError NoQuote(Instrument instrument) =>
        new(BrokerageErrorCode.SymbolNotFound, AlpacaAdapter.BrokerId, $"Alpaca has no quote of {instrument}.");
}
