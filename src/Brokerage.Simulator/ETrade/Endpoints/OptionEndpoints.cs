using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>Option chains and the days on which options end.</summary>
internal sealed class OptionEndpoints(ETradeDesk desk)
{
    private const int MostStrikes = 1_000;

    public void Map(ETradeEndpoints endpoints)
    {
        endpoints.Map("GET", "/v1/market/optionchains", Module.Market, "option chain", Chain);
        endpoints.Map("GET", "/v1/market/optionexpiredate", Module.Market, "option expirations", Expirations);
    }

    private JsonObject Chain(Call call)
    {
        var underlying = Underlying(call);
        var wanted = ETradeEndpoints.Word(call, "chainType", "CALLPUT", "CALL", "PUT", "CALLPUT");
        _ = ETradeEndpoints.Word(call, "priceType", "ATNM", "ATNM", "ALL");
        if (ETradeEndpoints.Word(call, "optionCategory", "STANDARD", "STANDARD", "ALL", "MINI") is "MINI")
        {
            throw new ETradeRefusal(400, 10038, "There are no mini options for the given month.");
        }

        var expires = Expiry(call, underlying);
        var spot = desk.Exchange.GetQuote(underlying.Instrument).Last;
        var strikes = Strikes(call, desk.Exchange.GetOptionChain(underlying.Instrument, expires), spot);
        var answer = new JsonObject
        {
            ["timeStamp"] = Times.Seconds(desk.Now),
            ["quoteType"] = desk.Options.DelayedQuotes ? "DELAYED" : "REALTIME",
            ["nearPrice"] = Tree.Money(spot),
            ["OptionPair"] = Tree.List(strikes.Select(options => Pair(underlying, options, wanted, spot))),
            ["SelectedED"] = new JsonObject { ["month"] = expires.Month, ["year"] = expires.Year, ["day"] = expires.Day },
        };
        return Tree.Rooted("OptionChainResponse", answer);
    }

    private JsonObject Expirations(Call call)
    {
        var underlying = Underlying(call);
        var kind = ETradeEndpoints.Word(
            call, "expiryType", "ALL", "UNSPECIFIED", "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "VIX", "ALL", "MONTHEND");
        var dates = desk.Exchange.GetExpiries(underlying.Instrument).Where(date => kind is "ALL" or "UNSPECIFIED" || string.Equals(Expiries.Kind(date), kind, StringComparison.Ordinal));
        return Tree.Rooted("OptionExpireDateResponse", new JsonObject
        {
            ["ExpirationDate"] = Tree.List(dates.Select(date => new JsonObject
            {
                ["year"] = date.Year,
                ["month"] = date.Month,
                ["day"] = date.Day,
                ["expiryType"] = Expiries.Kind(date),
            })),
        });
    }

    private Listing Underlying(Call call)
    {
        var symbol = call.Query("symbol") ?? throw new ETradeRefusal(400, 10043, "The symbol is missing.");
        var listing = Products.Find(desk.Exchange, symbol) ?? throw new ETradeRefusal(400, 10033, "The symbol is invalid.");
        return desk.Exchange.GetExpiries(listing.Instrument).Count > 0 ? listing : throw new ETradeRefusal(400, 10032, "There are no options for the given symbol.");
    }

    /// <summary>The day that is asked for; the next one where none is, and of weekly ones only where they are wanted.</summary>
    private DateOnly Expiry(Call call, Listing underlying)
    {
        var all = desk.Exchange.GetExpiries(underlying.Instrument);
        var (year, month, day) = (call.Query("expiryYear"), call.Query("expiryMonth"), call.Query("expiryDay"));
        if (year is null && month is null && day is null)
        {
            return all.FirstOrDefault(date => ETradeEndpoints.Flag(call, "includeWeekly") || Expiries.IsMonthly(date)) is var next && next != default ? next : all[0];
        }

        if (year is null || month is null)
        {
            throw new ETradeRefusal(400, 10039, "The year or the month of the expiry is missing.");
        }

        if (day is not null)
        {
            return Expiries.Date(year, month, day) is { } date && all.Contains(date) ? date : throw new ETradeRefusal(400, 10044, "There are no options for the given symbol and date.");
        }

        var inMonth = all.Where(date => Expiries.Date(year, month, "1") is { } first && date.Year == first.Year && date.Month == first.Month).ToList();
        return inMonth.Count == 0
            ? throw new ETradeRefusal(400, 10031, "There are no options for the given month.")
            : inMonth.Find(Expiries.IsMonthly) is var monthly && monthly != default ? monthly : inMonth[0];
    }

    /// <summary>The strikes that are asked for: so many nearest to a price, in their order.</summary>
    private static IEnumerable<List<OptionView>> Strikes(Call call, IReadOnlyList<OptionView> chain, decimal spot)
    {
        var near = call.Query("strikePriceNear") is not { } text ? spot
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price
            : throw ETradeErrors.Parameter("strikePriceNear");
        var count = ETradeEndpoints.Number(call, "noOfStrikes", MostStrikes, 1, MostStrikes, () => ETradeErrors.Parameter("noOfStrikes"));
        return chain.GroupBy(option => option.Option.Strike)
            .OrderBy(strike => Math.Abs(strike.Key - near))
            .Take(count)
            .OrderBy(strike => strike.Key)
            .Select(strike => strike.ToList());
    }

    private static JsonObject Pair(Listing underlying, List<OptionView> options, string wanted, decimal spot)
    {
        var pair = new JsonObject();
        if (wanted is not "PUT" && options.Find(option => option.Option.IsCall) is { } call)
        {
            pair["Call"] = Side(underlying, call, spot);
        }

        if (wanted is not "CALL" && options.Find(option => !option.Option.IsCall) is { } put)
        {
            pair["Put"] = Side(underlying, put, spot);
        }

        return pair;
    }

    private static JsonObject Side(Listing underlying, OptionView view, decimal spot)
    {
        var (option, quote) = (view.Option, view.Quote);
        return new JsonObject
        {
            ["optionCategory"] = "STANDARD",
            ["optionRootSymbol"] = option.Root,
            ["timeStamp"] = Times.Seconds(quote.Time),
            ["adjustedFlag"] = false,
            ["displaySymbol"] = Products.Description(view.Listing),
            ["optionType"] = Products.CallPut(option),
            ["strikePrice"] = Tree.Number(option.Strike),
            ["symbol"] = Products.Symbol(underlying),
            ["bid"] = Tree.Money(quote.Bid ?? 0m),
            ["ask"] = Tree.Money(quote.Ask ?? 0m),
            ["bidSize"] = QuoteMapping.Size(quote.Bid, quote.BidSize),
            ["askSize"] = QuoteMapping.Size(quote.Ask, quote.AskSize),
            ["inTheMoney"] = (option.IsCall ? spot > option.Strike : spot < option.Strike) ? "y" : "n",
            ["volume"] = Tree.Number(decimal.Round(quote.Volume)),
            ["openInterest"] = Tree.Number(view.OpenInterest),
            ["netChange"] = Tree.Money(quote.Last - quote.PreviousClose),
            ["lastPrice"] = Tree.Money(quote.Last),
            ["quoteDetail"] = Links.To("/v1/market/quote/" + Products.QuotePath(view.Listing)),
            ["osiKey"] = Products.OsiKey(option),
            ["OptionGreeks"] = QuoteMapping.Greeks(view),
        };
    }
}
