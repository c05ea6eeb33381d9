using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Quotes as the wire has them. There is 0 where nothing is known, and before the open where nothing has happened yet.</summary>
internal sealed class QuoteMapping(ETradeDesk desk)
{
    public static string Status(ETradeDesk desk) =>
        desk.Hours.IsExtended ? "EH_REALTIME" : !desk.Hours.IsOpen ? "CLOSING" : desk.Options.DelayedQuotes ? "DELAYED" : "REALTIME";

    public static string Venue(Listing listing) => listing.Venue switch
    {
        "XNAS" => "NASDAQ NM",
        "XNYS" => "NYSE",
        "ARCX" => "PSE",
        var other => other,
    };

    public static int DaysLeft(ETradeDesk desk, Instrument.Option option) => Math.Max(0, option.Expires.DayNumber - NewYorkTime.DateAt(desk.Now).DayNumber);

    /// <summary>Shares and contracts are counted whole, never more than there are, and at least one; 0 where nobody offers a price.</summary>
    public static JsonValue Size(decimal? price, decimal size) => Tree.Number(price is null || size <= 0m ? 0m : Math.Max(1m, decimal.Floor(size)));

    public JsonObject Quote(Listing listing, string detail)
    {
        var quote = desk.Exchange.GetQuote(listing.Instrument);
        var (name, content) = detail switch
        {
            "FUNDAMENTAL" => ("Fundamental", Fundamental(listing, quote)),
            "INTRADAY" => ("Intraday", Intraday(listing, quote)),
            "OPTIONS" => ("Option", OptionDetail(listing, quote)),
            "WEEK_52" => ("Week52", Week52(listing, quote)),
            "MF_DETAIL" => ("MutualFund", Fundamental(listing, quote)),
            _ => ("All", All(listing, quote)),
        };
        return new JsonObject
        {
            ["dateTime"] = Times.Text(quote.Time),
            ["dateTimeUTC"] = Times.Seconds(quote.Time),
            ["quoteStatus"] = Status(desk),
            // Text, where everything else that says yes or no is none.
            ["ahFlag"] = desk.Hours.IsExtended ? "true" : "false",
            ["timeZone"] = Times.Zone(quote.Time),
            ["dstFlag"] = Times.IsDaylight(quote.Time),
            ["hasMiniOptions"] = false,
            [name] = content,
            ["Product"] = Products.Short(listing, withId: false),
        };
    }

    private bool IsEarly => desk.Hours.Now is Sessions.Pre;

    private JsonObject All(Listing listing, ExchangeQuote quote)
    {
        var option = listing.Instrument is Instrument.Option contract ? desk.Exchange.GetOption(contract) : null;
        var spot = listing.Underlying is { } underlying ? desk.Exchange.GetQuote(underlying).Last : 0m;
        var tree = new JsonObject
        {
            ["adjustedFlag"] = false,
            ["ask"] = Tree.Money(quote.Ask ?? 0m),
            ["askSize"] = Size(quote.Ask, quote.AskSize),
            ["askTime"] = Times.Text(quote.Time),
            ["bid"] = Tree.Money(quote.Bid ?? 0m),
            ["bidExchange"] = "",
            ["bidSize"] = Size(quote.Bid, quote.BidSize),
            ["bidTime"] = Times.Text(quote.Time),
            ["changeClose"] = Tree.Money(quote.Last - quote.PreviousClose),
            ["changeClosePercentage"] = Tree.Percent(quote.Last - quote.PreviousClose, quote.PreviousClose),
            ["companyName"] = listing.Description.ToUpperInvariant(),
            ["daysToExpiration"] = option is null ? 0 : DaysLeft(desk, option.Option),
            ["dirLast"] = quote.Last >= quote.PreviousClose ? "1" : "2",
            ["dividend"] = Tree.Number(0m),
            ["eps"] = Tree.Number(0m),
            ["estEarnings"] = Tree.Number(0m),
            ["exDividendDate"] = 0,
            ["high"] = Tree.Money(IsEarly ? 0m : quote.High),
            ["high52"] = Tree.Number(0m),
            ["lastTrade"] = Tree.Money(quote.Last),
            ["low"] = Tree.Money(IsEarly ? 0m : quote.Low),
            ["low52"] = Tree.Number(0m),
            ["open"] = Tree.Money(IsEarly ? 0m : quote.Open),
            ["openInterest"] = Tree.Number(option?.OpenInterest ?? 0m),
            ["optionStyle"] = "",
            ["previousClose"] = Tree.Money(quote.PreviousClose),
            ["previousDayVolume"] = Tree.Number(0m),
            ["primaryExchange"] = Venue(listing),
            ["symbolDescription"] = Products.Description(listing),
            ["totalVolume"] = Tree.Number(decimal.Round(quote.Volume)),
            ["upc"] = 0,
            ["cashDeliverable"] = Tree.Number(0m),
            ["marketCap"] = Tree.Number(0m),
            ["sharesOutstanding"] = Tree.Number(0m),
            ["nextEarningDate"] = "",
            ["beta"] = Tree.Number(0m),
            ["yield"] = Tree.Number(0m),
            ["declaredDividend"] = Tree.Number(0m),
            ["dividendPayableDate"] = 0,
            ["pe"] = Tree.Number(0m),
            ["week52LowDate"] = 0,
            ["week52HiDate"] = 0,
            ["intrinsicValue"] = Tree.Money(option is null ? 0m : Intrinsic(option.Option, spot)),
            ["timePremium"] = Tree.Money(option is null ? 0m : quote.Mark - Intrinsic(option.Option, spot)),
            ["optionMultiplier"] = Tree.Number(option is null ? 0m : listing.Multiplier),
            ["contractSize"] = Tree.Number(option is null ? 0m : listing.Multiplier),
            ["expirationDate"] = option is null ? JsonValue.Create(0) : Times.Seconds(NewYorkTime.At(option.Option.Expires, TimeOnly.MinValue)),
            ["timeOfLastTrade"] = Times.Seconds(quote.Time),
            ["averageVolume"] = Tree.Number(0m),
        };
        if (option is not null)
        {
            tree["osiKey"] = Products.OsiKey(option.Option);
        }

        if (desk.Hours.IsExtended)
        {
            tree["ExtendedHourQuoteDetail"] = Extended(quote);
        }

        return tree;
    }

    private static JsonObject Extended(ExchangeQuote quote) => new()
    {
        ["lastPrice"] = Tree.Money(quote.Last),
        ["change"] = Tree.Money(quote.Last - quote.PreviousClose),
        ["percentChange"] = Tree.Percent(quote.Last - quote.PreviousClose, quote.PreviousClose),
        ["bid"] = Tree.Money(quote.Bid ?? 0m),
        ["bidSize"] = Size(quote.Bid, quote.BidSize),
        ["ask"] = Tree.Money(quote.Ask ?? 0m),
        ["askSize"] = Size(quote.Ask, quote.AskSize),
        ["volume"] = Tree.Number(decimal.Round(quote.Volume)),
        ["timeOfLastTrade"] = Times.Seconds(quote.Time),
        ["timeZone"] = Times.Zone(quote.Time),
        ["quoteStatus"] = "EH_REALTIME",
    };

    private static JsonObject Fundamental(Listing listing, ExchangeQuote quote) => new()
    {
        ["companyName"] = listing.Description.ToUpperInvariant(),
        ["eps"] = Tree.Number(0m),
        ["estEarnings"] = Tree.Number(0m),
        ["high52"] = Tree.Number(0m),
        ["lastTrade"] = Tree.Money(quote.Last),
        ["low52"] = Tree.Number(0m),
        ["symbolDescription"] = Products.Description(listing),
    };

    private JsonObject Intraday(Listing listing, ExchangeQuote quote) => new()
    {
        ["ask"] = Tree.Money(quote.Ask ?? 0m),
        ["bid"] = Tree.Money(quote.Bid ?? 0m),
        ["changeClose"] = Tree.Money(quote.Last - quote.PreviousClose),
        ["changeClosePercentage"] = Tree.Percent(quote.Last - quote.PreviousClose, quote.PreviousClose),
        ["companyName"] = listing.Description.ToUpperInvariant(),
        ["high"] = Tree.Money(IsEarly ? 0m : quote.High),
        ["lastTrade"] = Tree.Money(quote.Last),
        ["low"] = Tree.Money(IsEarly ? 0m : quote.Low),
        ["totalVolume"] = Tree.Number(decimal.Round(quote.Volume)),
    };

    private static JsonObject Week52(Listing listing, ExchangeQuote quote) => new()
    {
        ["companyName"] = listing.Description.ToUpperInvariant(),
        ["high52"] = Tree.Number(0m),
        ["lastTrade"] = Tree.Money(quote.Last),
        ["low52"] = Tree.Number(0m),
        ["perf12Months"] = Tree.Number(0m),
        ["previousClose"] = Tree.Money(quote.PreviousClose),
        ["symbolDescription"] = Products.Description(listing),
        ["totalVolume"] = Tree.Number(decimal.Round(quote.Volume)),
        ["annualDividend"] = Tree.Number(0m),
    };

    private JsonObject OptionDetail(Listing listing, ExchangeQuote quote)
    {
        var tree = new JsonObject
        {
            ["ask"] = Tree.Money(quote.Ask ?? 0m),
            ["askSize"] = Size(quote.Ask, quote.AskSize),
            ["bid"] = Tree.Money(quote.Bid ?? 0m),
            ["bidSize"] = Size(quote.Bid, quote.BidSize),
            ["companyName"] = listing.Description.ToUpperInvariant(),
            ["daysToExpiration"] = 0,
            ["lastTrade"] = Tree.Money(quote.Last),
            ["symbolDescription"] = Products.Description(listing),
        };
        if (listing.Instrument is Instrument.Option contract)
        {
            var option = desk.Exchange.GetOption(contract);
            var spot = desk.Exchange.GetQuote(listing.Underlying!).Last;
            tree["daysToExpiration"] = DaysLeft(desk, contract);
            tree["openInterest"] = Tree.Number(option.OpenInterest);
            tree["osiKey"] = Products.OsiKey(contract);
            tree["intrinsicValue"] = Tree.Money(Intrinsic(contract, spot));
            tree["timePremium"] = Tree.Money(quote.Mark - Intrinsic(contract, spot));
            tree["optionMultiplier"] = Tree.Number(listing.Multiplier);
            tree["contractSize"] = Tree.Number(listing.Multiplier);
            tree["OptionGreeks"] = Greeks(option);
        }

        return tree;
    }

    public static JsonObject Greeks(OptionView option) => new()
    {
        ["rho"] = Tree.Measure(option.Greeks.Rho),
        ["vega"] = Tree.Measure(option.Greeks.Vega),
        ["theta"] = Tree.Measure(option.Greeks.Theta),
        ["delta"] = Tree.Measure(option.Greeks.Delta),
        ["gamma"] = Tree.Measure(option.Greeks.Gamma),
        ["iv"] = Tree.Measure(option.ImpliedVolatility),
        ["currentValue"] = true,
    };

    private static decimal Intrinsic(Instrument.Option option, decimal spot) => Math.Max(0m, option.IsCall ? spot - option.Strike : option.Strike - spot);
}
