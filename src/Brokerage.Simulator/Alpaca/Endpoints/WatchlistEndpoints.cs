using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Named lists of symbols.</summary>
internal sealed class WatchlistEndpoints(AlpacaDesk desk, AssetEndpoints assets)
{
    private const int LongestName = 64;

    private readonly Lock _lock = new();
    private readonly List<Watchlist> _lists = [];
    private int _count;

    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/watchlists", null, _ => Locked(All));
        endpoints.Map("POST", "/v2/watchlists", AlpacaAccess.AccountWrite, call => Locked(() => Create(call)));
        foreach (var pattern in new[] { "/v2/watchlists/{id}", "/v2/watchlists:by_name" })
        {
            endpoints.Map("GET", pattern, null, call => Locked(() => Show(Find(call))));
            endpoints.Map("PUT", pattern, AlpacaAccess.AccountWrite, call => Locked(() => Change(call)));
            endpoints.Map("POST", pattern, AlpacaAccess.AccountWrite, call => Locked(() => Append(call)));
            endpoints.Map("DELETE", pattern, AlpacaAccess.AccountWrite, call => Locked(() => Delete(call)));
        }

        endpoints.Map("DELETE", "/v2/watchlists/{id}/{**symbol}", AlpacaAccess.AccountWrite, call => Locked(() => Remove(call)));
    }

    private Reply Locked(Func<Reply> act)
    {
        lock (_lock)
        {
            return act();
        }
    }

    private Reply All() => AlpacaEndpoints.Ok([.. _lists.Select(list => ToWire(list) with { Assets = null })], AlpacaJson.Wire.IReadOnlyListWatchlistWire);

    private Reply Show(Watchlist list) => AlpacaEndpoints.Ok(ToWire(list), AlpacaJson.Wire.WatchlistWire);

    private Reply Create(Call call)
    {
        var wire = AlpacaEndpoints.Read(call, AlpacaJson.Wire.WatchlistRequestWire);
        var name = Name(wire.Name, null);
        var now = desk.Hours.Now;
        var list = new Watchlist(desk.Ids.Other($"watchlist {++_count}"), name, now, now, Listings(wire.Symbols ?? []));
        _lists.Add(list);
        return Show(list);
    }

    private Reply Change(Call call)
    {
        var list = Find(call);
        var wire = AlpacaEndpoints.Read(call, AlpacaJson.Wire.WatchlistRequestWire);
        return Put(list, list with
        {
            Name = wire.Name is null ? list.Name : Name(wire.Name, list),
            Listings = wire.Symbols is null ? list.Listings : Listings(wire.Symbols),
        });
    }

    private Reply Append(Call call)
    {
        var list = Find(call);
        var symbol = AlpacaEndpoints.Read(call, AlpacaJson.Wire.WatchlistRequestWire).Symbol ?? "";
        var listing = Listings([symbol])[0];
        return list.Listings.Contains(listing)
            ? throw new AlpacaRefusal(AlpacaErrors.Invalid("duplicate symbol"))
            : Put(list, list with { Listings = [.. list.Listings, listing] });
    }

    private Reply Remove(Call call)
    {
        var list = Find(call);
        var symbol = call.Route("symbol");
        return desk.Assets.Find(symbol) is { } listing && list.Listings.Contains(listing)
            ? Put(list, list with { Listings = [.. list.Listings.Where(other => other != listing)] })
            : throw new AlpacaRefusal(AlpacaErrors.AssetNotFound(symbol));
    }

    private Reply Delete(Call call)
    {
        _lists.Remove(Find(call));
        return Reply.Empty(204);
    }

    private Reply Put(Watchlist old, Watchlist changed)
    {
        changed = changed with { UpdatedAt = desk.Hours.Now };
        _lists[_lists.IndexOf(old)] = changed;
        return Show(changed);
    }

    private Watchlist Find(Call call)
    {
        var id = call.Route("id");
        var name = call.Query("name");
        return _lists.FirstOrDefault(list => id.Length > 0 ? string.Equals(list.Id, id, StringComparison.Ordinal) : string.Equals(list.Name, name, StringComparison.Ordinal))
            ?? throw new AlpacaRefusal(AlpacaErrors.WatchlistNotFound());
    }

    private string Name(string? name, Watchlist? own)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid($"watchlist name must have 1 to {LongestName} characters"));
        }

        return _lists.Any(list => list != own && string.Equals(list.Name, name, StringComparison.Ordinal))
            ? throw new AlpacaRefusal(AlpacaErrors.Invalid("watchlist name must be unique"))
            : name;
    }

    private List<Listing> Listings(IReadOnlyList<string> symbols) =>
        [.. symbols.Select(symbol => desk.Assets.Find(symbol) ?? throw new AlpacaRefusal(AlpacaErrors.OrderAssetNotFound(symbol)))];

    private WatchlistWire ToWire(Watchlist list) => new()
    {
        Id = list.Id,
        AccountId = desk.Ids.Account(desk.Account.Value),
        CreatedAt = WireText.Time(list.CreatedAt),
        UpdatedAt = WireText.Time(list.UpdatedAt),
        Name = list.Name,
        Assets = [.. list.Listings.Select(assets.ToWire)],
    };

    private sealed record Watchlist(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<Listing> Listings);
}
