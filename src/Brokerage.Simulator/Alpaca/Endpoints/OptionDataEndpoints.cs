using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Option prices of the data host, and chains with greeks.</summary>
internal sealed class OptionDataEndpoints(AlpacaDesk desk, DataFeed feed, BarPages bars)
{
    public void Map(AlpacaEndpoints endpoints)
    {
        Map(endpoints, "/v1beta1/options/quotes/latest", call => AlpacaEndpoints.Ok(
            new QuotesWire(Each(call, listing => DataFeed.Quote(listing, feed.Quote(listing)))), AlpacaJson.Wire.QuotesWire));
        Map(endpoints, "/v1beta1/options/trades/latest", call => AlpacaEndpoints.Ok(
            new TradesWire(Each(call, listing => DataFeed.Trade(listing, feed.Quote(listing)))), AlpacaJson.Wire.TradesWire));
        Map(endpoints, "/v1beta1/options/bars", call => AlpacaEndpoints.Ok(bars.Read(call, Listings(call)), AlpacaJson.Wire.BarsWire));
        Map(endpoints, "/v1beta1/options/snapshots", call => AlpacaEndpoints.Ok(Page(call, Listings(call)), AlpacaJson.Wire.SnapshotsWire));
        Map(endpoints, "/v1beta1/options/snapshots/{underlying}", call => AlpacaEndpoints.Ok(Page(call, Chain(call)), AlpacaJson.Wire.SnapshotsWire));
    }

    private static void Map(AlpacaEndpoints endpoints, string pattern, Func<Call, Reply> handle) =>
        endpoints.Map("GET", pattern, AlpacaAccess.Data, call => call.Query("feed") is null or "opra" or "indicative"
            ? handle(call)
            : AlpacaErrors.BadRequest($"invalid feed: {call.Query("feed")}"));

    private SnapshotsWire Page(Call call, IEnumerable<Listing> listings)
    {
        var limit = AlpacaEndpoints.Number(call, "limit", 100, 1, 1000);
        var skip = BarPages.Skip(call.Query("page_token"));
        var rows = listings.OrderBy(listing => Symbols.Of(listing.Instrument), StringComparer.Ordinal).Skip(skip).Take(limit + 1).ToList();
        var page = rows.Take(limit).ToDictionary(listing => Symbols.Of(listing.Instrument), listing => feed.Snapshot(listing), StringComparer.Ordinal);
        return new SnapshotsWire(page, rows.Count > limit ? BarPages.Token(skip + limit) : null);
    }

    private IEnumerable<Listing> Chain(Call call)
    {
        var underlying = call.Route("underlying");
        var filter = OptionFilter.Read(call, null);
        return desk.Assets.All.Where(listing => listing.Instrument is Instrument.Option option
            && filter.Matches(option)
            && string.Equals(listing.Underlying is { } under ? Symbols.Of(under) : option.Root, underlying, StringComparison.Ordinal));
    }

    private List<Listing> Listings(Call call)
    {
        var symbols = call.QueryList("symbols");
        if (symbols.Count is 0 or > 100)
        {
            throw new AlpacaRefusal(AlpacaErrors.BadRequest("1 to 100 symbols are required"));
        }

        return [.. symbols.Distinct(StringComparer.Ordinal).Select(desk.Assets.Find).OfType<Listing>().Where(listing => listing.Instrument is Instrument.Option)];
    }

    private Dictionary<string, T> Each<T>(Call call, Func<Listing, T> read) =>
        Listings(call).ToDictionary(listing => Symbols.Of(listing.Instrument), read, StringComparer.Ordinal);
}
