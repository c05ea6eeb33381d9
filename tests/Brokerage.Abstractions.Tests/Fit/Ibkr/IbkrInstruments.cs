using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>A number (conid) is the truth; symbol and listing name it. Without a known listing it stays a number: never another market's share.</summary>
internal static class IbkrInstruments
{
    private static readonly Dictionary<string, string> Markets = new(StringComparer.Ordinal)
    {
        ["NYSE"] = "US", ["NASDAQ"] = "US", ["ARCA"] = "US", ["AMEX"] = "US", ["BATS"] = "US",
        ["IBIS"] = "XETR", ["LSE"] = "XLON", ["EBS"] = "XSWX", ["MEXI"] = "XMEX", ["SBF"] = "XPAR", ["TSE"] = "XTSE",
    };

    public static string? MarketOf(string? exchange) => exchange is not null && Markets.TryGetValue(exchange, out var market) ? market : null;

    /// <summary>Right after login a position has no ticker and no listing, and its symbol alone could be anyone's.</summary>
    public static Instrument OfPosition(JsonNode wire)
    {
        var (kind, conid) = (wire.Text("assetClass") ?? wire.Word("secType"), wire.Word("conid"));
        return kind switch
        {
            "STK" => Share(wire.Word("ticker"), wire.Text("listingExchange"), conid, kind),
            "OPT" when Occ(wire.Word("contractDesc")) is { } occ => Named.Option(IbkrWebAdapter.Broker, occ, kind),
            "OPT" when wire.Text("ticker") is { } root && Expiry(wire.Text("expiry")) is { } expires && wire.NonZero("strike") is { } strike =>
                Named.Option(IbkrWebAdapter.Broker, string.Create(CultureInfo.InvariantCulture, $"{root}{expires:yyMMdd}{wire.Word("putOrCall")}{strike * 1000:00000000}"), kind),
            "CRYPTO" when wire.Text("ticker") is { } coin => Named.Crypto(IbkrWebAdapter.Broker, coin, wire.Word("currency"), kind),
            _ => Named.Unclassified(IbkrWebAdapter.Broker, conid, kind),
        };
    }

    public static Instrument OfOrder(JsonNode wire, string symbol, string exchange, string kind) => wire.Word(kind) == "STK"
        ? Share(wire.Word(symbol), wire.Text(exchange), wire.Word("conid"), "STK")
        : Named.Unclassified(IbkrWebAdapter.Broker, wire.Text("conid"), wire.Text(kind));

    private static Instrument Share(string symbol, string? exchange, string conid, string kind) => MarketOf(exchange) is { } market
        ? Named.Equity(IbkrWebAdapter.Broker, symbol, kind, market)
        : Named.Unclassified(IbkrWebAdapter.Broker, conid, kind);

    private static string? Occ(string description)
    {
        var (open, close) = (description.IndexOf('[', StringComparison.Ordinal), description.LastIndexOf(' '));
        return open >= 0 && close > open ? description[(open + 1)..close] : null;
    }

    private static DateOnly? Expiry(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
