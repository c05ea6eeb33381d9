using System.Text.Json.Nodes;

namespace Brokerage.Simulator.ETrade.Sandbox;

/// <summary>Takes away what the broker's sandbox was recorded to leave out, so that a client meets its poorer answers with orders that live.</summary>
internal static class SandboxShape
{
    private static readonly Dictionary<string, string[]> Missing = new(StringComparer.Ordinal)
    {
        ["BalanceResponse"] =
        [
            "accountMode", "quoteMode", "dayTraderStatus", "institutionType", "Margin", "totalAvailableForWithdrawal", "cashBuyingPower",
            "marginBuyingPower", "dtMarginBuyingPower", "dtCashBuyingPower", "marginBalance", "regtEquity", "regtEquityPercent", "accountBalance",
            "minEquityCall", "fedCall", "houseCall", "netMvShort", "totalLongValue",
        ],
        ["PortfolioResponse"] = ["adjPrevClose", "quoteStatus", "securitySubType", "typeCode", "osiKey"],
        ["PreviewOrderResponse"] =
        [
            "totalOrderValue", "totalCommission", "estimatedTotalAmount", "cashMargin", "ahDisclosureFlag", "mfFLConsent", "mfEOConsent",
            "cashBpDetails", "marginBpDetails", "dtBpDetails",
        ],
        ["PlaceOrderResponse"] = ["totalOrderValue", "totalCommission", "cashMargin", "Disclosure"],
        ["OrdersResponse"] = ["typeCode", "Events"],
        ["QuoteResponse"] = ["timeZone", "dstFlag", "hasMiniOptions", "osiKey"],
        ["OptionChainResponse"] = ["timeStamp", "quoteType", "nearPrice"],
    };

    public static void Trim(JsonObject tree)
    {
        var (root, content) = tree.First();
        if (content is JsonObject record && Missing.TryGetValue(root, out var missing))
        {
            // The chain's own time is left out, those of its options are not.
            Trim(record, missing, isDeep: root is not "OptionChainResponse");
        }
    }

    private static void Trim(JsonNode? node, string[] missing, bool isDeep)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Trim(item, missing, isDeep);
                }

                break;
            case JsonObject record:
                foreach (var name in missing)
                {
                    record.Remove(name);
                }

                foreach (var (_, value) in isDeep ? record : [])
                {
                    Trim(value, missing, isDeep);
                }

                break;
        }
    }
}
