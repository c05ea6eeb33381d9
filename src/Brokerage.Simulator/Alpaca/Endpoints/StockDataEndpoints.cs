using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Stock prices of the data host: an unknown symbol is left out of a list, and refused alone.</summary>
internal sealed class StockDataEndpoints(AlpacaDesk desk, DataFeed feed, BarPages bars)
{
    private static readonly string[] Feeds = ["iex", "sip", "delayed_sip", "otc", "boats", "overnight"];

    public void Map(AlpacaEndpoints endpoints)
    {
        Map(endpoints, "/v2/stocks/quotes/latest", call => AlpacaEndpoints.Ok(new QuotesWire(Each(call, Quote)), AlpacaJson.Wire.QuotesWire));
        Map(endpoints, "/v2/stocks/trades/latest", call => AlpacaEndpoints.Ok(new TradesWire(Each(call, Trade)), AlpacaJson.Wire.TradesWire));
        Map(endpoints, "/v2/stocks/bars/latest", call => AlpacaEndpoints.Ok(new LatestBarsWire(Each(call, Minute)), AlpacaJson.Wire.LatestBarsWire));
        Map(endpoints, "/v2/stocks/snapshots", call => AlpacaEndpoints.Ok(
            Each(call, listing => feed.Snapshot(listing)), AlpacaJson.Wire.IReadOnlyDictionaryStringSnapshotWire));
        Map(endpoints, "/v2/stocks/bars", call => AlpacaEndpoints.Ok(bars.Read(call, Listings(call)), AlpacaJson.Wire.BarsWire));
        Map(endpoints, "/v2/stocks/{symbol}/quotes/latest", call => Single(call, (symbol, one) => new SymbolQuoteWire(symbol, Quote(one)), AlpacaJson.Wire.SymbolQuoteWire));
        Map(endpoints, "/v2/stocks/{symbol}/trades/latest", call => Single(call, (symbol, one) => new SymbolTradeWire(symbol, Trade(one)), AlpacaJson.Wire.SymbolTradeWire));
        Map(endpoints, "/v2/stocks/{symbol}/bars/latest", call => Single(call, (symbol, one) => new SymbolBarWire(symbol, Minute(one)), AlpacaJson.Wire.SymbolBarWire));
        Map(endpoints, "/v2/stocks/{symbol}/snapshot", call => AlpacaEndpoints.Ok(feed.Snapshot(One(call), withSymbol: true), AlpacaJson.Wire.SnapshotWire));
        Map(endpoints, "/v2/stocks/{symbol}/bars", SymbolBars);
    }

    private static void Map(AlpacaEndpoints endpoints, string pattern, Func<Call, Reply> handle) =>
        endpoints.Map("GET", pattern, AlpacaAccess.Data, call => CheckFeed(call) ?? handle(call));

    private static Reply? CheckFeed(Call call) =>
        call.Query("feed") is { } name && !Feeds.Contains(name, StringComparer.Ordinal) ? AlpacaErrors.BadRequest($"invalid feed: {name}") : null;

    private Reply SymbolBars(Call call)
    {
        var one = One(call);
        var page = bars.Read(call, [one]);
        var symbol = Symbols.Of(one.Instrument);
        return AlpacaEndpoints.Ok(
            new SymbolBarsWire(page.Bars.TryGetValue(symbol, out var list) ? list : [], symbol, page.NextPageToken), AlpacaJson.Wire.SymbolBarsWire);
    }

    private Reply Single<T>(Call call, Func<string, Listing, T> read, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var one = One(call);
        return AlpacaEndpoints.Ok(read(Symbols.Of(one.Instrument), one), type);
    }

    private Listing One(Call call)
    {
        var symbol = call.Route("symbol");
        return desk.Assets.Find(symbol) is { Instrument: Instrument.Equity } listing
            ? listing
            : throw new AlpacaRefusal(AlpacaErrors.BadRequest($"invalid symbol: {symbol}"));
    }

    private IReadOnlyList<Listing> Listings(Call call)
    {
        var symbols = call.QueryList("symbols");
        if (symbols.Count == 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.BadRequest("symbols is required"));
        }

        return [.. symbols.Distinct(StringComparer.Ordinal).Select(desk.Assets.Find).OfType<Listing>().Where(listing => listing.Instrument is Instrument.Equity)];
    }

    private Dictionary<string, T> Each<T>(Call call, Func<Listing, T> read) =>
        Listings(call).ToDictionary(listing => Symbols.Of(listing.Instrument), read, StringComparer.Ordinal);

    private QuoteWire Quote(Listing listing) => DataFeed.Quote(listing, feed.Quote(listing));

    private TradeWire Trade(Listing listing) => DataFeed.Trade(listing, feed.Quote(listing));

    private BarWire Minute(Listing listing) => feed.Snapshot(listing).MinuteBar ?? DataFeed.Bar(listing, DataFeed.Today(feed.Quote(listing)));
}
