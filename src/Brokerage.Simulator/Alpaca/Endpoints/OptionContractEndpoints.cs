using System.Globalization;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>What contracts there are; the trading host's half of an option chain, with the open interest.</summary>
internal sealed class OptionContractEndpoints(AlpacaDesk desk)
{
    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/options/contracts", null, List);
        endpoints.Map("GET", "/v2/options/contracts/{symbol}", null, Find);
    }

    private Reply Find(Call call)
    {
        var symbol = call.Route("symbol");
        return desk.Assets.Find(symbol) is { Instrument: Instrument.Option } listing
            ? AlpacaEndpoints.Ok(ToWire(listing), AlpacaJson.Wire.OptionContractWire)
            : AlpacaErrors.AssetNotFound(symbol);
    }

    private Reply List(Call call)
    {
        var limit = AlpacaEndpoints.Number(call, "limit", 100, 1, 10_000);
        var skip = BarPages.Skip(call.Query("page_token"));
        var filter = OptionFilter.Read(call, LastDayByDefault(call));
        var underlyings = call.QueryList("underlying_symbols");
        var rows = desk.Assets.All
            .Where(listing => listing.Instrument is Instrument.Option option && filter.Matches(option))
            .Where(listing => underlyings.Count == 0 || (listing.Underlying is { } under && underlyings.Contains(Symbols.Of(under), StringComparer.OrdinalIgnoreCase)))
            .Where(listing => call.Query("status") is not "inactive" || !listing.Tradable)
            .OrderBy(listing => Symbols.Of(listing.Instrument), StringComparer.Ordinal)
            .Skip(skip)
            .Take(limit + 1)
            .ToList();
        var token = rows.Count > limit ? BarPages.Token(skip + limit) : null;
        return AlpacaEndpoints.Ok(new OptionContractsWire([.. rows.Take(limit).Select(ToWire)], token), AlpacaJson.Wire.OptionContractsWire);
    }

    /// <summary>Whoever names no expiry gets those up to the coming weekend.</summary>
    private DateOnly? LastDayByDefault(Call call)
    {
        if (call.Query("expiration_date") is not null || call.Query("expiration_date_gte") is not null || call.Query("expiration_date_lte") is not null)
        {
            return null;
        }

        var today = NewYorkTime.DateAt(desk.Hours.Now);
        return today.AddDays(6 - (int)today.DayOfWeek);
    }

    private OptionContractWire ToWire(Listing listing)
    {
        var option = (Instrument.Option)listing.Instrument;
        var symbol = Symbols.Of(option);
        var underlying = listing.Underlying is { } under ? Symbols.Of(under) : option.Root;
        var today = NewYorkTime.DateAt(desk.Hours.Now);
        var quote = desk.Exchange.GetQuote(option);
        return new OptionContractWire
        {
            Id = desk.Ids.Asset(symbol),
            Symbol = symbol,
            Name = $"{underlying} {option.Expires.ToString("MMM dd yyyy", CultureInfo.InvariantCulture)} {WireText.Number(option.Strike)} {(option.IsCall ? "Call" : "Put")}",
            Status = listing.Tradable ? "active" : "inactive",
            Tradable = listing.Tradable,
            ExpirationDate = WireText.Date(option.Expires),
            RootSymbol = option.Root,
            UnderlyingSymbol = underlying,
            UnderlyingAssetId = desk.Ids.Asset(underlying),
            Type = option.IsCall ? "call" : "put",
            Style = "american",
            StrikePrice = WireText.Number(option.Strike),
            Multiplier = WireText.Number(listing.Multiplier),
            Size = WireText.Number(listing.Multiplier),
            OpenInterest = WireText.Number(desk.Exchange.GetOption(option).OpenInterest),
            OpenInterestDate = WireText.Date(UsMarketCalendar.Instance.DayBefore(today).Date),
            ClosePrice = quote.PreviousClose > 0 ? WireText.Number(quote.PreviousClose) : null,
            ClosePriceDate = quote.PreviousClose > 0 ? WireText.Date(UsMarketCalendar.Instance.DayBefore(today).Date) : null,
        };
    }
}
