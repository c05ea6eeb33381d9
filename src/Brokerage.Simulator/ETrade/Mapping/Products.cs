using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Instruments as the wire names them: an option by its underlying symbol, its date and its strike. Pure, but for the look in the listings.</summary>
internal static class Products
{
    private const int RootWidth = 6;

    /// <summary>What the broker has a word for; it does not trade coins or currencies here.</summary>
    public static bool IsNamed(Instrument instrument) => instrument is Instrument.Equity or Instrument.Option or Instrument.Fund or Instrument.Bond or Instrument.Index;

    public static string Symbol(Listing listing) => listing.Instrument switch
    {
        Instrument.Option => Symbol(listing.Underlying!),
        var other => Symbol(other),
    };

    public static string SecurityType(Instrument instrument) => instrument switch
    {
        Instrument.Option => "OPTN",
        Instrument.Fund => "MF",
        Instrument.Bond => "BOND",
        Instrument.Index => "INDX",
        _ => "EQ",
    };

    public static string TypeCode(Instrument instrument) => instrument switch
    {
        Instrument.Option => "OPTION",
        Instrument.Fund => "MUTUAL_FUND",
        Instrument.Bond => "BOND",
        Instrument.Index => "INDEX",
        _ => "EQUITY",
    };

    public static string CallPut(Instrument.Option option) => option.IsCall ? "CALL" : "PUT";

    /// <summary>The OCC symbol with its root filled up by dashes: <c>IBM---180817C00200000</c>.</summary>
    public static string OsiKey(Instrument.Option option) =>
        option.Root.PadRight(RootWidth, '-') + option.Expires.ToString("yyMMdd", CultureInfo.InvariantCulture) + (option.IsCall ? 'C' : 'P')
        + ((long)(option.Strike * 1000m)).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary><c>IBM Aug 17 '18 $200 Call</c>.</summary>
    public static string Description(Listing listing) => listing.Instrument is Instrument.Option option
        ? string.Create(CultureInfo.InvariantCulture, $"{Symbol(listing)} {option.Expires:MMM d} '{option.Expires:yy} ${option.Strike:0.###} {(option.IsCall ? "Call" : "Put")}")
        : listing.Description.ToUpperInvariant();

    /// <summary>Symbol, date, right and strike with colons, as quotes ask for options and links name them.</summary>
    public static string QuotePath(Listing listing) => listing.Instrument is Instrument.Option option
        ? string.Create(CultureInfo.InvariantCulture, $"{Symbol(listing)}:{option.Expires.Year}:{option.Expires.Month}:{option.Expires.Day}:{CallPut(option)}:{option.Strike:0.000000}")
        : Symbol(listing);

    /// <summary>Orders and quotes: an option has its terms, a stock has none of them.</summary>
    public static JsonObject Short(Listing listing, bool withId)
    {
        var product = new JsonObject { ["symbol"] = Symbol(listing), ["securityType"] = SecurityType(listing.Instrument) };
        if (listing.Instrument is Instrument.Option option)
        {
            product["callPut"] = CallPut(option);
            AddDate(product, option.Expires);
            product["strikePrice"] = Tree.Number(option.Strike);
        }

        if (withId)
        {
            product["productId"] = new JsonObject { ["symbol"] = Symbol(listing), ["typeCode"] = TypeCode(listing.Instrument) };
        }

        return product;
    }

    /// <summary>Holdings: every member is always there, 0 where it means nothing.</summary>
    public static JsonObject Long(Listing listing)
    {
        var option = listing.Instrument as Instrument.Option;
        var product = new JsonObject { ["symbol"] = Symbol(listing), ["securityType"] = SecurityType(listing.Instrument), ["securitySubType"] = listing.IsEtf ? "ETF" : "" };
        if (option is not null)
        {
            product["callPut"] = CallPut(option);
        }

        product["expiryYear"] = option?.Expires.Year ?? 0;
        product["expiryMonth"] = option?.Expires.Month ?? 0;
        product["expiryDay"] = option?.Expires.Day ?? 0;
        product["strikePrice"] = Tree.Number(option?.Strike ?? 0m);
        product["productId"] = new JsonObject { ["symbol"] = Symbol(listing), ["typeCode"] = TypeCode(listing.Instrument) };
        return product;
    }

    /// <summary>A stock, a fund or an index by its symbol; null for what is not listed.</summary>
    public static Listing? Find(SimulatedExchange exchange, string symbol) =>
        exchange.Listings.FirstOrDefault(listing => listing.Instrument is not Instrument.Option && IsNamed(listing.Instrument)
            && string.Equals(Symbol(listing.Instrument), symbol, StringComparison.OrdinalIgnoreCase));

    /// <summary>An option by its terms; null for what is not listed any more or never was.</summary>
    public static Listing? FindOption(SimulatedExchange exchange, string symbol, DateOnly expires, bool isCall, decimal strike)
    {
        var listing = exchange.Listings.FirstOrDefault(one => one.Instrument is Instrument.Option option
            && option.Expires == expires && option.IsCall == isCall && option.Strike == strike
            && one.Underlying is { } underlying && string.Equals(Symbol(underlying), symbol, StringComparison.OrdinalIgnoreCase));
        return listing is null ? null : exchange.FindListing(listing.Instrument);
    }

    private static string Symbol(Instrument instrument) => instrument switch
    {
        Instrument.Equity equity => equity.Symbol,
        Instrument.Fund fund => fund.Symbol,
        Instrument.Index index => index.Symbol,
        Instrument.Bond bond => bond.Identifier,
        _ => instrument.ToString(),
    };

    private static void AddDate(JsonObject product, DateOnly date)
    {
        product["expiryYear"] = date.Year;
        product["expiryMonth"] = date.Month;
        product["expiryDay"] = date.Day;
    }
}
