using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>The price side of a request. Pure.</summary>
internal static class OrderPrices
{
    /// <summary>The price terms, and the auction where the price type names one.</summary>
    public static (PriceTerms Price, TimeInForceKind? Auction) Read(JsonObject order, int legs)
    {
        var word = RequestTree.Text(order, "priceType");
        var isNet = word?.StartsWith("NET_", StringComparison.Ordinal) is true;
        if (isNet != (legs > 1) && word is not "MARKET")
        {
            throw ETradeErrors.Terms($"The price type {word} does not suit an order with {legs} legs.");
        }

        if (RequestTree.Number(order, "stopLimitPrice") is not (null or 0m))
        {
            // Whether it is a price or a distance no source says, and with other stops it has no meaning.
            throw ETradeErrors.Terms("A stopLimitPrice is not supported here.");
        }

        return word switch
        {
            "MARKET" => (new PriceTerms.Market(), null),
            "MARKET_ON_OPEN" => (new PriceTerms.Market(), TimeInForceKind.AtOpen),
            "MARKET_ON_CLOSE" => (new PriceTerms.Market(), TimeInForceKind.AtClose),
            "LIMIT" => (new PriceTerms.Limit(Price(order, "limitPrice")), null),
            "LIMIT_ON_OPEN" => (new PriceTerms.Limit(Price(order, "limitPrice")), TimeInForceKind.AtOpen),
            "LIMIT_ON_CLOSE" => (new PriceTerms.Limit(Price(order, "limitPrice")), TimeInForceKind.AtClose),
            "STOP" => (new PriceTerms.Stop(Price(order, "stopPrice")), null),
            "STOP_LIMIT" => (new PriceTerms.StopLimit(Price(order, "stopPrice"), Price(order, "limitPrice")), null),
            // The distance stands where other stops have their price: dollars, or whole percents.
            "TRAILING_STOP_CNST" => (new PriceTerms.Trailing(Price(order, "stopPrice"), InPercent: false), null),
            "TRAILING_STOP_PRCT" => (new PriceTerms.Trailing(Price(order, "stopPrice") / 100m, InPercent: true), null),
            "NET_DEBIT" => (new PriceTerms.Limit(Price(order, "limitPrice")), null),
            "NET_CREDIT" => (new PriceTerms.Limit(-Price(order, "limitPrice")), null),
            "NET_EVEN" => (new PriceTerms.Limit(0m), null),
            _ => throw ETradeErrors.Terms($"The price type {word} is not supported here."),
        };
    }

    private static decimal Price(JsonObject order, string name) =>
        RequestTree.Number(order, name) is > 0m and var price ? price : throw ETradeErrors.Terms($"A positive {name} is needed for this price type.");
}
