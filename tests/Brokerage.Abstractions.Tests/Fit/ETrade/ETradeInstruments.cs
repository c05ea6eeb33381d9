using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>Product in both directions. For options the symbol is the underlying; year, month, day, strike and side name the contract.</summary>
internal static class ETradeInstruments
{
    public static Instrument Of(JsonNode? product)
    {
        var symbol = product.Word("symbol");
        return product.Word("securityType") switch
        {
            "EQ" => Named.Equity(ETradeAdapter.Broker, symbol, "EQ"),
            "MF" or "MMF" => Named.Fund(ETradeAdapter.Broker, symbol, "MF"),
            "INDX" => Named.Index(ETradeAdapter.Broker, symbol, "INDX"),
            "OPTN" when Symbol(product, symbol) is { } occ => Named.Option(ETradeAdapter.Broker, occ, "OPTN"),
            var kind => Named.Unclassified(ETradeAdapter.Broker, symbol, kind),
        };
    }

    public static JsonObject Product(Instrument instrument) => instrument switch
    {
        Instrument.Equity equity => new JsonObject { ["securityType"] = "EQ", ["symbol"] = equity.Symbol },
        Instrument.Option option => new JsonObject
        {
            ["securityType"] = "OPTN",
            ["symbol"] = option.Root,
            ["callPut"] = option.IsCall ? "CALL" : "PUT",
            ["expiryYear"] = option.Expires.Year,
            ["expiryMonth"] = option.Expires.Month,
            ["expiryDay"] = option.Expires.Day,
            ["strikePrice"] = option.Strike.ToString(CultureInfo.InvariantCulture),
        },
        _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, ETradeAdapter.Broker, $"E*TRADE takes no orders for {instrument}.")),
    };

    private static string? Symbol(JsonNode? product, string symbol)
    {
        var (year, month, day, strike) = (product.Number("expiryYear"), product.Number("expiryMonth"), product.Number("expiryDay"), product.Number("strikePrice"));
        var side = product.Word("callPut") switch { "CALL" => "C", "PUT" => "P", _ => "?" };
        return year is null || month is null || day is null || strike is null || side == "?"
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{symbol}{year % 100:00}{month:00}{day:00}{side}{strike * 1000:00000000}");
    }
}
