using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>Quotes and the look-up of symbols.</summary>
internal sealed class QuoteEndpoints(ETradeDesk desk)
{
    private const int FewSymbols = 25;
    private const int ManySymbols = 50;
    private const int LookupRows = 10;

    private static readonly string[] Details = ["ALL", "FUNDAMENTAL", "INTRADAY", "OPTIONS", "WEEK_52", "MF_DETAIL"];

    private readonly QuoteMapping _mapping = new(desk);

    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/market/quote/{symbols}", Module.Market, "quotes", Quotes);
        endpoints.Map("GET", "/v1/market/lookup/{search}", Module.Market, "look-up", LookUp);
    }

    private JsonObject Quotes(Call call)
    {
        var symbols = ETradeEndpoints.Part(call, "symbols").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (symbols.Length == 0)
        {
            throw ETradeErrors.Symbol("none");
        }

        var withOverride = ETradeEndpoints.Flag(call, "overrideSymbolCount");
        if (symbols.Length > (withOverride ? ManySymbols : FewSymbols))
        {
            throw ETradeErrors.ManySymbols(withOverride);
        }

        var detail = call.Query("detailFlag")?.ToUpperInvariant() ?? "ALL";
        if (!Details.Contains(detail, StringComparer.Ordinal))
        {
            throw ETradeErrors.DetailFlag();
        }

        var (known, messages) = (new JsonArray(), new JsonArray());
        foreach (var symbol in symbols)
        {
            if (Find(symbol) is not { } listing)
            {
                messages.Add((JsonNode)Unknown(symbol));
                continue;
            }

            if (detail is "MF_DETAIL" && listing.Instrument is not Instrument.Fund)
            {
                throw ETradeErrors.NoFund();
            }

            known.Add((JsonNode)_mapping.Quote(listing, detail));
        }

        return Tree.Rooted("QuoteResponse", Answer(known, messages));
    }

    // Good ones and bad ones stand side by side; with bad ones alone there is no list of quotes at all.
    private static JsonObject Answer(JsonArray known, JsonArray messages)
    {
        var answer = new JsonObject();
        if (known.Count > 0)
        {
            answer["QuoteData"] = known;
        }

        if (messages.Count > 0)
        {
            answer["Messages"] = new JsonObject { ["Message"] = messages };
        }

        return answer;
    }

    private static JsonObject Unknown(string symbol) => new()
    {
        ["description"] = $"{symbol} is not a valid symbol",
        ["code"] = 1019,
        ["type"] = "WARNING",
    };

    private Listing? Find(string symbol)
    {
        var parts = symbol.Split(':');
        if (parts.Length == 1)
        {
            return Products.Find(desk.Exchange, symbol);
        }

        return parts is [var underlying, var year, var month, var day, "CALL" or "PUT", var strike]
            && Expiries.Date(year, month, day) is { } date
            && decimal.TryParse(strike, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
                ? Products.FindOption(desk.Exchange, underlying, date, parts[4] is "CALL", price)
                : null;
    }

    private JsonObject LookUp(Call call)
    {
        var search = ETradeEndpoints.Part(call, "search");
        var found = desk.Exchange.Listings
            .Where(listing => listing.Instrument is not Instrument.Option && Products.IsNamed(listing.Instrument))
            .Where(listing => Products.Symbol(listing).StartsWith(search, StringComparison.OrdinalIgnoreCase)
                || listing.Description.Contains(search, StringComparison.OrdinalIgnoreCase))
            .OrderBy(Products.Symbol, StringComparer.Ordinal)
            .Take(LookupRows)
            .Select(listing => new JsonObject
            {
                ["symbol"] = Products.Symbol(listing),
                ["description"] = listing.Description.ToUpperInvariant(),
                ["type"] = Products.TypeCode(listing.Instrument),
            });
        return Tree.Rooted("LookupResponse", new JsonObject { ["Data"] = Tree.List(found) });
    }
}
