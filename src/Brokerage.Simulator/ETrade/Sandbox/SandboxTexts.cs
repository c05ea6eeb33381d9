namespace Brokerage.Simulator.ETrade.Sandbox;

/// <summary>The sandbox's answers to what reads.</summary>
internal static class SandboxTexts
{
    /// <summary>The key of the first account that is listed.</summary>
    public const string AccountKey = "aB1cD2eF3gH4iJ5kL6mN7o";

    public const string Accounts = """
        { "AccountListResponse": { "Accounts": { "Account": [
          { "accountDesc": "Brokerage", "accountId": "840001111", "accountIdKey": "aB1cD2eF3gH4iJ5kL6mN7o", "accountMode": "IRA", "accountName": "NickName-1",
            "accountStatus": "ACTIVE", "accountType": "MARGIN", "closedDate": 0, "fcManagedMssbClosedAccount": false, "institutionType": "BROKERAGE",
            "shareWorksAccount": false },
          { "accountDesc": "Complete Savings", "accountId": "840002222", "accountIdKey": "p8Q-r9S_t0U1v2W3x4Y5z6", "accountMode": "CASH", "accountName": "NickName-2",
            "accountStatus": "ACTIVE", "accountType": "INDIVIDUAL", "closedDate": 0, "fcManagedMssbClosedAccount": false, "institutionType": "BROKERAGE",
            "shareWorksAccount": false },
          { "accountDesc": "INDIVIDUAL", "accountId": "840003333", "accountIdKey": "7a_B8c9D0e1F2g3H4i5J6k", "accountMode": "CASH", "accountName": "NickName-3",
            "accountStatus": "ACTIVE", "accountType": "INDIVIDUAL", "closedDate": 0, "fcManagedMssbClosedAccount": false, "institutionType": "BROKERAGE",
            "shareWorksAccount": false },
          { "accountDesc": "INDIVIDUAL", "accountId": "840004444", "accountIdKey": "L7m8N9o0P1q2R3s4T5u6V7", "accountMode": "CASH", "accountName": "",
            "accountStatus": "CLOSED", "accountType": "CASH", "closedDate": 1520000000, "fcManagedMssbClosedAccount": false, "institutionType": "BROKERAGE",
            "shareWorksAccount": false } ] } } }
        """;

    public const string Balance = """
        { "BalanceResponse": {
          "Cash": { "fundsForOpenOrdersCash": 0.0, "moneyMktBalance": 0.0 },
          "Computed": {
            "OpenCalls": { "cashCall": 0.0 },
            "RealTimeValues": { "netMv": -321.09, "netMvLong": 0.0, "totalAccountValue": 0.0 },
            "cashAvailableForInvestment": 0.0, "cashAvailableForWithdrawal": 0.0, "cashBalance": 0.0, "fundsWithheldFromPurchasePower": 0.0,
            "fundsWithheldFromWithdrawal": 0.0, "netCash": -612.340021, "settledCashForInvestment": 0.0, "unSettledCashForInvestment": 0.0 },
          "accountDescription": "", "accountId": "840001111", "accountType": "MARGIN", "optionLevel": "LEVEL_4" } }
        """;

    public const string Portfolio = """
        { "PortfolioResponse": { "AccountPortfolio": [ { "Position": [
          { "Product": { "expiryDay": 0, "expiryMonth": 0, "expiryYear": 0, "productId": { "symbol": "KO" }, "securityType": "EQ", "strikePrice": 0, "symbol": "KO" },
            "Quick": { "change": -0.31, "changePct": -0.7901, "lastTrade": 38.92, "lastTradeTime": 1344000240, "volume": 512345 },
            "commissions": 0, "costPerShare": 0, "dateAcquired": -57600000, "daysGain": -3.1, "daysGainPct": -0.7901,
            "lotsDetails": "https://apisb.etrade.com/v1/accounts/aB1cD2eF3gH4iJ5kL6mN7o/portfolio/31003131", "marketValue": 389.2, "otherFees": 0,
            "pctOfPortfolio": 0.0021, "positionId": 31003131, "positionIndicator": "TYPE2", "positionType": "LONG", "pricePaid": 0, "quantity": 10,
            "quoteDetails": "https://apisb.etrade.com/v1/market/quote/KO", "symbolDescription": "KO", "todayCommissions": 0, "todayFees": 0,
            "todayPricePaid": 0, "todayQuantity": 0, "totalCost": 0, "totalGain": 389.2, "totalGainPct": 0 },
          { "Product": { "expiryDay": 0, "expiryMonth": 0, "expiryYear": 0, "productId": { "symbol": "F" }, "securityType": "EQ", "strikePrice": 0, "symbol": "F" },
            "Quick": { "change": 0.05, "changePct": 0.5435, "lastTrade": 9.25, "lastTradeTime": 1344000000, "volume": 31415926 },
            "commissions": 5, "costPerShare": 4.5, "dateAcquired": 1335250800000, "daysGain": 0.1, "daysGainPct": 0.5435,
            "lotsDetails": "https://apisb.etrade.com/v1/accounts/aB1cD2eF3gH4iJ5kL6mN7o/portfolio/5109131", "marketValue": 18.5, "otherFees": 0,
            "pctOfPortfolio": 0.0001, "positionId": 5109131, "positionIndicator": "TYPE1", "positionType": "LONG", "pricePaid": 2, "quantity": 2,
            "quoteDetails": "https://apisb.etrade.com/v1/market/quote/F", "symbolDescription": "F", "todayCommissions": 0, "todayFees": 0,
            "todayPricePaid": 0, "todayQuantity": 0, "totalCost": 9, "totalGain": 9.5, "totalGainPct": 105.5556 } ],
          "accountId": "840001111", "totalPages": 1 } ] } }
        """;

    public const string Quotes = """
        { "QuoteResponse": { "QuoteData": [ {
          "All": { "adjustedFlag": false, "ask": 39.01, "askSize": 100, "askTime": "16:00:00 EDT 07-20-2012", "averageVolume": 9876543, "beta": 0.51, "bid": 38.88,
            "bidExchange": "", "bidSize": 300, "bidTime": "16:00:00 EDT 07-20-2012", "cashDeliverable": 0, "changeClose": 0.0, "changeClosePercentage": 0.0,
            "companyName": "COCA COLA CO COM", "contractSize": 0.0, "daysToExpiration": 0, "declaredDividend": 0.0, "dirLast": "1", "dividend": 0.0,
            "dividendPayableDate": 0, "eps": 1.87, "estEarnings": 2.03, "exDividendDate": 1345000000, "expirationDate": 0, "high": 0.0, "high52": 40.67,
            "intrinsicValue": 0.0, "lastTrade": 38.92, "low": 0.0, "low52": 31.67, "marketCap": 175000000000.0, "nextEarningDate": "", "open": 0.0,
            "openInterest": 0, "optionMultiplier": 0.0, "optionStyle": "", "pe": 20.81, "previousClose": 38.92, "previousDayVolume": 1234567,
            "primaryExchange": "NYSE", "sharesOutstanding": 4500000, "symbolDescription": "COCA COLA CO COM", "timeOfLastTrade": 1342814400,
            "timePremium": 0.0, "totalVolume": 0, "upc": 0, "week52HiDate": 1341500000, "week52LowDate": 1312800000, "yield": 0.0 },
          "Product": { "securityType": "EQ", "symbol": "KO" }, "ahFlag": "false", "dateTime": "16:00:00 EDT 07-20-2012", "dateTimeUTC": 1342814400,
          "quoteStatus": "REALTIME" } ] } }
        """;

    public const string OptionChain = """
        { "OptionChainResponse": { "OptionPair": [ {
          "Call": { "optionCategory": "STANDARD", "optionRootSymbol": "KO", "timeStamp": 1363975980, "adjustedFlag": false, "displaySymbol": "KO Mar 22 '13 $39 Call",
            "optionType": "CALL", "strikePrice": 39.0, "symbol": "KO", "bid": 0.02, "ask": 0.03, "bidSize": 0, "askSize": 25, "inTheMoney": "n", "volume": 178,
            "openInterest": 2782, "netChange": -0.01, "lastPrice": 0.02, "quoteDetail": "https://api.sit.etrade.com/v1/market/quote/KO:2013:3:22:CALL:39.000000",
            "osiKey": "KO--130322C00039000",
            "OptionGreeks": { "rho": 0.0095, "vega": 0.0751, "theta": -0.018, "delta": 0.0848, "gamma": 0.0316, "iv": 0.1407, "currentValue": false } },
          "Put": { "optionCategory": "STANDARD", "optionRootSymbol": "KO", "timeStamp": 1363974660, "adjustedFlag": false, "displaySymbol": "KO Mar 22 '13 $39 Put",
            "optionType": "PUT", "strikePrice": 39.0, "symbol": "KO", "bid": 0.6, "ask": 0.9, "bidSize": 4, "askSize": 2, "inTheMoney": "y", "volume": 81,
            "openInterest": 273, "netChange": -0.05, "lastPrice": 0.7, "quoteDetail": "https://api.sit.etrade.com/v1/market/quote/KO:2013:3:22:PUT:39.000000",
            "osiKey": "KO--130322P00039000",
            "OptionGreeks": { "rho": 0.0095, "vega": 0.0751, "theta": -0.018, "delta": 0.0848, "gamma": 0.0316, "iv": 0.1407, "currentValue": false } } } ],
          "SelectedED": { "month": 3, "year": 2013, "day": 22 } } }
        """;

    public const string Expirations = """
        { "OptionExpireDateResponse": { "ExpirationDate": [
          { "year": 2013, "month": 3, "day": 22, "expiryType": "WEEKLY" }, { "year": 2013, "month": 4, "day": 20, "expiryType": "MONTHLY" } ] } }
        """;

    public const string LookUp = """{ "LookupResponse": { "Data": [ { "symbol": "KO", "description": "COCA COLA CO COM", "type": "EQUITY" } ] } }""";

    public const string Alerts = """
        { "AlertsResponse": { "totalAlerts": 1, "Alert": [ { "id": 6774, "createTime": 1335000000, "subject": "Transfer of money requested", "status": "READ" } ] } }
        """;

    public const string Orders = """
        { "OrdersResponse": { "marker": "12345678999", "next": "https://api.sit.etrade.com/accounts/aB1cD2eF3gH4iJ5kL6mN7o/orders?marker=12345678999", "Order": [
          { "orderId": 479, "details": "https://api.etrade.com/accounts/aB1cD2eF3gH4iJ5kL6mN7o/orders/479", "orderType": "OPTN", "OrderDetail": [ {
            "placedTime": 123454321, "orderValue": 111.0, "status": "OPEN", "orderTerm": "GOOD_FOR_DAY", "priceType": "LIMIT", "limitPrice": 1.5, "stopPrice": 0,
            "marketSession": "REGULAR", "allOrNone": false, "netPrice": 0, "netBid": 0, "netAsk": 0, "gcd": 0, "ratio": "", "Instrument": [ {
              "symbolDescription": "COCA COLA CO COM", "orderAction": "BUY_OPEN", "quantityType": "QUANTITY", "orderedQuantity": 5, "filledQuantity": 5,
              "averageExecutionPrice": 0, "estimatedCommission": 8.49, "estimatedFees": 0, "Product": { "symbol": "KO", "securityType": "OPTN", "callPut": "CALL",
                "expiryYear": 2012, "expiryMonth": 3, "expiryDay": 9, "strikePrice": 36, "productId": { "symbol": "KO" } } } ] } ] },
          { "orderId": 477, "details": "https://api.etrade.com/accounts/aB1cD2eF3gH4iJ5kL6mN7o/orders/477", "orderType": "ONE_CANCELS_ALL", "totalOrderValue": 208.49,
            "totalCommission": 8.49, "OrderDetail": [ {
            "orderNumber": 1, "placedTime": 1331699203122, "orderValue": 200.0, "status": "OPEN", "orderTerm": "GOOD_FOR_DAY", "priceType": "LIMIT", "limitPrice": 2,
            "stopPrice": 0, "marketSession": "REGULAR", "bracketedLimitPrice": 2, "initialStopPrice": 2, "allOrNone": false, "netPrice": 0, "netBid": 0,
            "netAsk": 0, "gcd": 0, "ratio": "", "Instrument": [ { "symbolDescription": "FORD MOTOR COMPANY", "orderAction": "BUY", "quantityType": "QUANTITY",
              "orderedQuantity": 100, "filledQuantity": 0, "averageExecutionPrice": 0, "estimatedCommission": 8.49, "estimatedFees": 0,
              "Product": { "symbol": "F", "securityType": "EQ", "productId": { "symbol": "F" } } } ] }, {
            "orderNumber": 2, "placedTime": 1331699203, "orderValue": 50.0, "status": "OPEN", "orderTerm": "GOOD_FOR_DAY", "priceType": "LIMIT", "limitPrice": 0.5,
            "stopPrice": 0, "marketSession": "REGULAR", "initialStopPrice": 0.5, "allOrNone": false, "netPrice": 0, "netBid": 0, "netAsk": 0, "gcd": 0, "ratio": "",
            "Instrument": [ { "symbolDescription": "F Apr 21 '12 $12 Call", "orderAction": "BUY_OPEN", "quantityType": "QUANTITY", "orderedQuantity": 1,
              "filledQuantity": 0, "averageExecutionPrice": 0, "estimatedCommission": 8.49, "estimatedFees": 0, "Product": { "symbol": "F", "securityType": "OPTN",
                "callPut": "CALL", "expiryYear": 2012, "expiryMonth": 4, "expiryDay": 21, "strikePrice": 12, "productId": { "symbol": "F" } } } ] } ] },
          { "orderId": 475, "details": "https://api.etrade.com/accounts/aB1cD2eF3gH4iJ5kL6mN7o/orders/475", "orderType": "SPREADS", "OrderDetail": [ {
            "placedTime": 1331742953, "executedTime": 1331742955432, "orderValue": 303.0, "status": "EXECUTED", "orderTerm": "GOOD_FOR_DAY", "priceType": "NET_DEBIT",
            "limitPrice": 1.5, "stopPrice": 0, "marketSession": "REGULAR", "allOrNone": false, "netPrice": 0, "netBid": 0, "netAsk": 0, "gcd": 0, "ratio": "",
            "Instrument": [ { "symbolDescription": "KO Jul 21 '12 $37 Call", "orderAction": "BUY_OPEN", "quantityType": "QUANTITY", "orderedQuantity": 2,
              "filledQuantity": 2, "averageExecutionPrice": 1.5, "estimatedCommission": 6.24, "estimatedFees": 0, "Product": { "symbol": "KO",
                "securityType": "OPTN", "callPut": "CALL", "expiryYear": 2012, "expiryMonth": 7, "expiryDay": 21, "strikePrice": 37, "productId": { "symbol": "KO" } } },
              { "symbolDescription": "KO Jan 19 '13 $37.50 Put", "orderAction": "BUY_OPEN", "quantityType": "QUANTITY", "orderedQuantity": 2, "filledQuantity": 2,
              "averageExecutionPrice": 1.5, "estimatedCommission": 6.24, "estimatedFees": 0, "Product": { "symbol": "KO", "securityType": "OPTN", "callPut": "PUT",
                "expiryYear": 2013, "expiryMonth": 1, "expiryDay": 19, "strikePrice": 37.5, "productId": { "symbol": "KO" } } } ] } ] } ] } }
        """;
}
