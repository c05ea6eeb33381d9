using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Crypto prices of the data host, under the name of a venue; all venues show the same.</summary>
internal sealed class CryptoDataEndpoints(AlpacaDesk desk, DataFeed feed, BarPages bars)
{
    public void Map(AlpacaEndpoints endpoints)
    {
        Map(endpoints, "latest/quotes", call => AlpacaEndpoints.Ok(
            new QuotesWire(Each(call, listing => DataFeed.Quote(listing, feed.Quote(listing)))), AlpacaJson.Wire.QuotesWire));
        Map(endpoints, "latest/trades", call => AlpacaEndpoints.Ok(
            new TradesWire(Each(call, listing => DataFeed.Trade(listing, feed.Quote(listing)))), AlpacaJson.Wire.TradesWire));
        Map(endpoints, "latest/bars", call => AlpacaEndpoints.Ok(
            new LatestBarsWire(Each(call, listing => feed.Snapshot(listing).MinuteBar ?? DataFeed.Bar(listing, DataFeed.Today(feed.Quote(listing))))),
            AlpacaJson.Wire.LatestBarsWire));
        Map(endpoints, "snapshots", call => AlpacaEndpoints.Ok(
            new CryptoSnapshotsWire(Each(call, listing => feed.Snapshot(listing))), AlpacaJson.Wire.CryptoSnapshotsWire));
        Map(endpoints, "bars", call => AlpacaEndpoints.Ok(bars.Read(call, Listings(call)), AlpacaJson.Wire.BarsWire));
    }

    private static void Map(AlpacaEndpoints endpoints, string pattern, Func<Call, Reply> handle) =>
        endpoints.Map("GET", "/v1beta3/crypto/{venue}/" + pattern, AlpacaAccess.Data, call => call.Route("venue") is "us" or "us-1" or "us-2" or "eu-1" or "bs-1"
            ? handle(call)
            : AlpacaErrors.BadRequest($"invalid location: {call.Route("venue")}"));

    private List<Listing> Listings(Call call)
    {
        var symbols = call.QueryList("symbols");
        if (symbols.Count == 0)
        {
            throw new AlpacaRefusal(AlpacaErrors.BadRequest("symbols is required"));
        }

        return [.. symbols.Distinct(StringComparer.Ordinal).Select(desk.Assets.Find).OfType<Listing>().Where(listing => listing.Instrument is Instrument.Crypto)];
    }

    private Dictionary<string, T> Each<T>(Call call, Func<Listing, T> read) =>
        Listings(call).ToDictionary(listing => Symbols.Of(listing.Instrument), read, StringComparer.Ordinal);
}
