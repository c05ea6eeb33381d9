namespace Brokerage.Simulator.ETrade.Sandbox;

/// <summary>The sandbox's answers to what trades.</summary>
internal static class SandboxOrderTexts
{
    public const string Preview = """
        { "PreviewOrderResponse": {
          "Disclosure": { "aoDisclosureFlag": false, "conditionalDisclosureFlag": true, "ehDisclosureFlag": false },
          "MessageList": {},
          "Order": [ {
            "Instrument": [ { "Product": { "securityType": "EQ", "symbol": "KO" }, "cancelQuantity": 0, "orderAction": "BUY", "quantity": 40,
              "quantityType": "QUANTITY", "reserveOrder": false, "reserveQuantity": 0, "symbolDescription": "" } ],
            "allOrNone": false, "egQual": "EG_QUAL_OUTSIDE_GUARANTEED_PERIOD", "estimatedCommission": 5.49, "estimatedFees": 0.0, "gcd": 0, "limitPrice": 38,
            "marketSession": "EXTENDED", "messages": {}, "netAsk": 0, "netBid": 0, "netPrice": 0, "orderTerm": "GOOD_FOR_DAY", "priceType": "LIMIT",
            "ratio": "", "stopPrice": 0 } ],
          "PortfolioMargin": { "houseExcessEquityChange": 0.0, "houseExcessEquityCurr": 0.0, "houseExcessEquityNew": 0.0, "pmEligible": false },
          "PreviewIds": [ { "previewId": 1627181131 } ],
          "accountId": "840001111", "dstFlag": false, "marginLevelCd": "MARGIN_TRADING_ALLOWED", "optionLevelCd": 4, "orderType": "EQ",
          "previewTime": 1355500000123 } }
        """;

    public const string ChangedPreview = """
        { "PreviewOrderResponse": {
          "MessageList": {},
          "Order": [ {
            "Instrument": [ { "Product": { "securityType": "EQ", "symbol": "KO" }, "cancelQuantity": 0, "orderAction": "SELL_SHORT", "quantity": 40,
              "quantityType": "QUANTITY", "reserveOrder": false, "reserveQuantity": 0, "symbolDescription": "" } ],
            "allOrNone": false, "egQual": "EG_QUAL_OUTSIDE_GUARANTEED_PERIOD", "estimatedCommission": 5.49, "estimatedFees": 0.0, "gcd": 0, "limitPrice": 0,
            "marketSession": "REGULAR", "messages": {}, "netAsk": 0, "netBid": 0, "netPrice": 0, "orderTerm": "GOOD_UNTIL_CANCEL", "priceType": "STOP",
            "ratio": "", "stopPrice": 41 } ],
          "PortfolioMargin": { "houseExcessEquityChange": 0.0, "houseExcessEquityCurr": 0.0, "houseExcessEquityNew": 0.0, "pmEligible": false },
          "PreviewIds": [ { "previewId": 1627181131 } ],
          "accountId": "84000111", "dstFlag": false, "marginLevelCd": "MARGIN_TRADING_ALLOWED", "optionLevelCd": 4, "orderType": "EQ",
          "previewTime": 1355500000123 } }
        """;

    public const string Placed = """
        { "PlaceOrderResponse": {
          "MessageList": {},
          "Order": [ {
            "Instrument": [ { "Product": { "securityType": "EQ", "symbol": "KO" }, "cancelQuantity": 0, "orderAction": "BUY", "quantity": 40,
              "quantityType": "QUANTITY", "reserveOrder": false, "reserveQuantity": 0, "symbolDescription": "" } ],
            "allOrNone": false, "egQual": "EG_QUAL_QUALIFIED", "estimatedCommission": 6.29, "estimatedFees": 0.0, "gcd": 0, "limitPrice": 38,
            "marketSession": "REGULAR", "messages": { "Message": [ { "code": 1026, "description": "Normal: order created", "type": "WARNING" } ] },
            "netAsk": 0, "netBid": 0, "netPrice": 0, "orderTerm": "GOOD_UNTIL_CANCEL", "priceType": "LIMIT", "ratio": "", "stopPrice": 0 } ],
          "OrderIds": [ { "orderId": 529 } ],
          "PortfolioMargin": { "houseExcessEquityChange": 0.0, "houseExcessEquityCurr": 0.0, "houseExcessEquityNew": 0.0, "pmEligible": false },
          "accountId": "840001111", "dstFlag": false, "marginLevelCd": "MARGIN_TRADING_ALLOWED", "optionLevelCd": 4, "orderType": "EQ",
          "placedTime": 1355500002345 } }
        """;

    public const string Cancelled = """
        { "CancelOrderResponse": { "accountId": "840001111", "orderId": 773, "cancelTime": 0,
          "Messages": { "Message": [ { "description": "\n200|Your request to cancel your order is being processed.\n", "code": 4186, "type": "WARNING" } ] } } }
        """;
}
