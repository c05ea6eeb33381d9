using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

internal sealed class PlayedFdx(FakeClock clock) : PlayedBroker(clock)
{
    protected override WireAnswer Answer(WireRequest request)
    {
        if (request.Path == "/token") return new WireAnswer(200, """{"id_token":"ID1","refresh_token":"R1","token_type":"bearer","expires_in":900,"scope":"openid offline_access"}""");
        if (request.Token != "ID1") return new WireAnswer(401, """{"code":602,"message":"Customer not authorized"}""", "trace-1");
        if (request.Path.Contains("/transactions/", StringComparison.Ordinal)) return new WireAnswer(200, request.Path.Contains("offset=1", StringComparison.Ordinal) ? LastPage : FirstPage);
        return request.Path.Contains("accountIds=plan-9", StringComparison.Ordinal) ? new WireAnswer(200, """{"accounts":[]}""") : new WireAnswer(200, Accounts);
    }

    private const string Accounts = """
        {"accounts":[{"investmentAccount":{"accountId":"inv-1","accountNumberDisplay":"...4411","accountType":"BROKERAGE","nickname":"Mine","status":"OPEN","margin":false,
          "currency":{"currencyCode":"USD"},"availableCashBalance":12.5,"currentValue":1520.75,"balanceAsOf":"2026-03-19T04:00:00Z",
          "balanceList":[{"balanceName":"MARGINCALL","balanceType":"AMOUNT","balanceValue":0}],
          "holdings":[
            {"holdingType":"STOCK","symbol":"ACME","positionType":"LONG","units":10.5,"purchasedPrice":40.1,"currentUnitPrice":41.5,"marketValue":435.75,"heldInAccount":"CASH","averageCost":true},
            {"holdingType":"STOCK","symbol":"ACME","positionType":"SHORT","units":2,"currentUnitPrice":41.5,"marketValue":-83,"heldInAccount":"SHORT"},
            {"mutualFundSecurity":{"mutualFundType":"OPENEND"},"positionType":"LONG","units":100.25,"purchasedPrice":0,"marketValue":1155.5},
            {"mutualFundSecurity":{"mutualFundType":"OPENEND"},"positionType":"LONG","units":1,"marketValue":5},
            {"holdingType":"BOND","securityId":"912810TV0","securityIdType":"CUSIP","units":5,"faceValue":1000},
            {"holdingName":"A sweep of cash","marketValue":7.25}]}},
         {"depositAccount":{"accountId":"dep-2","accountType":"CHECKING","currentBalance":300.1,"availableBalance":250.1,"currency":{"currencyCode":"USD"}}}]}
        """;

    private const string FirstPage = """
        {"links":{"next":{"href":"/transactions/v2/fidelity/inv-1?offset=1"}},"transactions":[{"investmentTransaction":{"transactionId":"t-2","amount":5.25,"debitCreditMemo":"DEBIT","transactionType":"FEE","postedTimestamp":"2026-03-19T00:00:00Z","description":"A fee"}}]}
        """;

    private const string LastPage = """{"links":{},"transactions":[{"investmentTransaction":{"amount":1.5,"debitCreditMemo":"CREDIT","transactionType":"INTEREST","postedTimestamp":"2026-03-18T00:00:00Z","description":"Interest"}}]}""";
}
