using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

/// <summary>Schwab's side: every well-formed order gets 201; half a second later business rules speak, in the order itself.</summary>
internal sealed class PlayedSchwab(FakeClock clock) : PlayedBroker(clock)
{
    public const string Number = "40028817";
    public const string Hash = "7A11D0C5E2B94F6388A0C7D2E1F4B5A697C8D9E0F1A2B3C4D5E6F708192A3B4C";
    private static readonly TimeSpan Verdict = TimeSpan.FromMilliseconds(500);

    private readonly List<JsonObject> _orders = [];
    private long _next = 1_009_000_000_001;

    public bool SendsLocation { get; set; } = true;

    public decimal Cash { get; set; } = 1_000;

    public void Fill(string id, decimal quantity, decimal price)
    {
        var order = Find(id);
        order["filledQuantity"] = Json.Number(order, "filledQuantity") + quantity;
        order["remainingQuantity"] = Json.Number(order, "remainingQuantity") - quantity;
        var done = Json.Number(order, "remainingQuantity") == 0;
        order["status"] = done ? "FILLED" : "WORKING";
        if (done) order["closeTime"] = Now;
        var activities = order["orderActivityCollection"] as JsonArray ?? [];
        activities.Add(new JsonObject
        {
            ["activityType"] = "EXECUTION",
            ["activityId"] = 92_000_000_000 + activities.Count,
            ["executionType"] = "FILL",
            ["quantity"] = quantity,
            ["executionLegs"] = new JsonArray(new JsonObject { ["legId"] = 1, ["quantity"] = quantity, ["price"] = price, ["time"] = Now }),
        });
        order["orderActivityCollection"] = activities.Parent is null ? activities : activities.DeepClone();
    }

    protected override WireAnswer Answer(WireRequest request)
    {
        Judge();
        var path = request.Path.Split('?')[0];
        return (request.Method, path) switch
        {
            ("POST", "/v1/oauth/token") => Token(request.Body),
            ("GET", "/accounts/accountNumbers") => new WireAnswer(200, $$"""[{"accountNumber":"{{Number}}","hashValue":"{{Hash}}"}]"""),
            ("GET", $"/accounts/{Hash}/transactions") => new WireAnswer(200, Trades),
            ("GET", $"/accounts/{Hash}") => new WireAnswer(200, AccountWithPositions),
            ("GET", "/accounts") => new WireAnswer(200, $"[{AccountWithPositions}]"),
            ("GET", $"/accounts/{Hash}/orders") => new WireAnswer(200, new JsonArray([.. _orders.Select(order => order.DeepClone())]).ToJsonString()),
            ("POST", _) => Take(request),
            ("PUT", _) => Replace(request, path.Split('/')[^1]),
            ("DELETE", _) => Cancel(path.Split('/')[^1]),
            ("GET", _) => _orders.Find(order => order["orderId"]!.ToString() == path.Split('/')[^1]) is { } order ? new WireAnswer(200, order.ToJsonString()) : new WireAnswer(404, """{"message":"Order not found"}"""),
            _ => new WireAnswer(404),
        };
    }

    private string Now => Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss+0000", CultureInfo.InvariantCulture);

    private WireAnswer Take(WireRequest request)
    {
        var order = (JsonObject)Json.Read(request.Body)!;
        Enter(order, order.Word("orderStrategyType") == "OCO" ? "ACCEPTED" : "PENDING_ACTIVATION");
        _orders.Insert(0, order);
        return new WireAnswer(201, "", SendsLocation ? $"https://api.schwabapi.com/trader/v1/accounts/{Hash}/orders/{order["orderId"]}" : null);
    }

    /// <summary>The old one says REPLACED and names nobody.</summary>
    private WireAnswer Replace(WireRequest request, string id)
    {
        var old = Find(id);
        old["status"] = "REPLACED";
        old["remainingQuantity"] = 0.0;
        old["closeTime"] = Now;
        return Take(request);
    }

    private WireAnswer Cancel(string id)
    {
        var order = Find(id);
        if (order["closeTime"] is not null) return new WireAnswer(400, """{"message":"Order cannot be canceled"}""");
        order["status"] = "CANCELED";
        order["closeTime"] = Now;
        return new WireAnswer(200);
    }

    private void Enter(JsonObject order, string status)
    {
        order["orderId"] = _next++;
        order["status"] = status;
        order["enteredTime"] = Now;
        order["_at"] = Clock.GetUtcNow().UtcTicks;
        order["accountNumber"] = long.Parse(Number, CultureInfo.InvariantCulture);
        if (order["orderLegCollection"] is not null)
        {
            order["filledQuantity"] = 0.0;
            order["remainingQuantity"] = Json.Number(order, "quantity");
        }
        foreach (var child in order.List("childOrderStrategies"))
        {
            Enter((JsonObject)child, order.Word("orderStrategyType") == "OCO" && status == "ACCEPTED" ? "WORKING" : "AWAITING_PARENT_ORDER");
        }
    }

    private void Judge()
    {
        foreach (var order in _orders.Where(order => order.Word("status") == "PENDING_ACTIVATION"))
        {
            if (Clock.GetUtcNow().UtcTicks - order["_at"]!.GetValue<long>() < Verdict.Ticks) continue;
            if (order.Number("price") * order.Number("quantity") <= Cash)
            {
                order["status"] = "WORKING";
                continue;
            }
            order["status"] = "REJECTED";
            order["statusDescription"] = "There is not enough available cash/buying power for this.|There is not enough available cash/buying power for this.|The account is not approved for it.";
            order["remainingQuantity"] = 0.0;
            order["closeTime"] = Now;
        }
    }

    private static WireAnswer Token(string body) => body.Contains("refresh_token=", StringComparison.Ordinal)
        ? new WireAnswer(200, """{"expires_in":1800,"token_type":"Bearer","scope":"api","refresh_token":"R2","access_token":"A2"}""")
        : new WireAnswer(200, """{"expires_in":1800,"token_type":"Bearer","scope":"api","refresh_token":"R1","access_token":"A1"}""");

    private JsonObject Find(string id) => _orders.Single(order => order["orderId"]!.ToString() == id);

    private static readonly string AccountWithPositions = """
        {"securitiesAccount":{"type":"MARGIN","accountNumber":"{number}","roundTrips":2,"isDayTrader":false,"isClosingOnlyRestricted":true,
        "positions":[
          {"shortQuantity":2.0,"longQuantity":0.0,"averagePrice":3.15,"currentDayProfitLoss":12.0,"marketValue":-580.0,"shortOpenProfitLoss":50.0,
           "instrument":{"assetType":"OPTION","cusip":"0ACME.XX","symbol":"ACME  261218P00045000","description":"ACME CORP 12/18/2026 $45 Put","type":"VANILLA","putCall":"PUT","underlyingSymbol":"ACME"}},
          {"shortQuantity":0.0,"longQuantity":7.25,"averagePrice":40.1,"currentDayProfitLoss":-3.5,"marketValue":300.15,"longOpenProfitLoss":9.425,
           "instrument":{"assetType":"COLLECTIVE_INVESTMENT","cusip":"123456789","symbol":"WIDE","type":"EXCHANGE_TRADED_FUND"}},
          {"shortQuantity":0.0,"longQuantity":1.0,"averagePrice":2.0,"marketValue":150.0,
           "instrument":{"assetType":"OPTION","symbol":"ACME1 261218C00045000","type":"VANILLA","putCall":"CALL","underlyingSymbol":"ACME"}},
          {"longQuantity":1.0,"instrument":{"assetType":"EQUITY","symbol":"HALF"}}],
        "currentBalances":{"cashBalance":1500.5,"liquidationValue":1370.65,"availableFundsNonMarginableTrade":1000.0,"buyingPower":2000.0,"dayTradingBuyingPower":4000.0,
        "maintenanceRequirement":700.0,"marginBalance":-20.0,"maintenanceCall":15.0,"regTCall":0.0,"longMarketValue":300.15,"longOptionMarketValue":150.0,"shortOptionMarketValue":-580.0}}}
        """.Replace("{number}", Number, StringComparison.Ordinal);

    private const string Trades = """
        [{"activityId":77001,"time":"2026-03-19T15:00:01+0000","accountNumber":"40028817","type":"TRADE","status":"VALID","tradeDate":"2026-03-19T15:00:00+0000","orderId":1008,"netAmount":314.3,
        "transferItems":[
          {"instrument":{"assetType":"CURRENCY","symbol":"CURRENCY_USD"},"amount":0.65,"cost":-0.65,"feeType":"COMMISSION"},
          {"instrument":{"assetType":"CURRENCY","symbol":"CURRENCY_USD"},"amount":0.05,"cost":-0.05,"feeType":"OPT_REG_FEE"},
          {"instrument":{"assetType":"OPTION","symbol":"ACME  261218P00045000"},"amount":-1.0,"cost":315.0,"price":3.15,"positionEffect":"OPENING"}]}]
        """;
}
