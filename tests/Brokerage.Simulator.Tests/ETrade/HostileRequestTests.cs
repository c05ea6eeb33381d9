using System.Globalization;
using System.Net;
using System.Text;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Signed nonsense, and many callers at once.</summary>
public sealed class HostileRequestTests
{
    private static readonly string[] Paths =
    [
        "/v1/accounts/list", "{account}/balance", "{account}/portfolio", "{account}/portfolio/{x}", "{account}/transactions", "{account}/transactions/{x}",
        "{account}/orders", "{account}/orders/{x}", "/v1/accounts/{x}/orders", "/v1/market/quote/{x}", "/v1/market/quote/{x},{x},{x}", "/v1/market/lookup/{x}",
        "/v1/market/optionchains", "/v1/market/optionexpiredate", "/v1/user/alerts", "/v1/user/alerts/{x}", "/oauth/request_token", "/oauth/access_token",
        "/oauth/renew_access_token", "/e/t/etws/authorize", "/",
    ];

    private static readonly string[] Names =
    [
        "count", "marker", "pageMarker", "startDate", "endDate", "fromDate", "toDate", "sortBy", "sortOrder", "pageNumber", "view", "totalsRequired", "lotsRequired",
        "status", "symbol", "securityType", "transactionType", "marketSession", "detailFlag", "overrideSymbolCount", "expiryYear", "expiryMonth", "expiryDay",
        "strikePriceNear", "noOfStrikes", "includeWeekly", "chainType", "optionCategory", "priceType", "expiryType", "instType", "search", "category", "direction",
        "oauth_callback", "oauth_verifier", "key", "token",
    ];

    private static readonly string[] Words =
    [
        "", "AAPL", "BRK.B", "ZZZZQX", "AAPL:2026:3:20:CALL:190", "AAPL:2026:13:45:PUT:x", ":::::", "BUY", "SELL", "SELL_SHORT", "BUY_TO_COVER", "BUY_OPEN", "SELL_CLOSE",
        "EXCHANGE", "LIMIT", "MARKET", "STOP", "STOP_LIMIT", "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT", "NET_DEBIT", "NET_EVEN", "MARKET_ON_CLOSE", "LIMIT_ON_OPEN",
        "GOOD_FOR_DAY", "GOOD_UNTIL_CANCEL", "FILL_OR_KILL", "GOOD_TILL_DATE", "REGULAR", "EXTENDED", "EQ", "OPTN", "SPREADS", "MF", "CALL", "PUT", "QUANTITY", "DOLLAR", "1", "0",
        "-1", "0.0001", "1e9", "99999999999999999999999999999999999", "79228162514264337593543950335", "190.01", "100", "null", "true", "03022026", "99999999", "00000000",
        "2026", "3", "20", "BROKERAGE", "COMPLETE", "OPEN", "EXECUTED", "ALL", "DESC", "ASC", "%", "\u0001", "ä✓", "../..", "a,b,,c", "5000000001", "9223372036854775807", ".json",
    ];

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public async Task No_request_makes_the_simulator_fail(ulong seed)
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Alerts = [new ETradeUserAlert("One", "Text")] });
        await etrade.OrderAsync(Ticket.Stock("BUY", 2, limit: 100m));
        var random = new Random((int)(seed & int.MaxValue));
        for (var i = 0; i < Portion.Of(250); i++)
        {
            var (method, path, body) = random.Next(2) == 0 ? Read(random, etrade) : Write(random, etrade);
            await etrade.SendAsync(method, path, body, Pick(random, ["*/*", "application/json", "text/xml"]));
        }

        var failures = etrade.Simulator.Requests.ToList().Where(request => request.Failure is not null);
        Assert.True(!failures.Any(), $"seed {seed}: " + string.Join('\n', failures.Select(request => $"{request} {request.Body}\n{request.Failure}")));
        var totals = etrade.Simulator.Exchange.GetLedgerTotals();
        Assert.All(totals.GroupBy(posting => posting.Asset), asset => Assert.Equal(0m, asset.Sum(posting => posting.Amount)));
    }

    [Fact]
    public async Task One_preview_that_many_place_at_once_is_one_order()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(ticket));
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => etrade.PlaceAsync(ticket, preview))));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status is not HttpStatusCode.OK), answer => Assert.StartsWith("400 101", TestETrade.ErrorOf(answer), StringComparison.Ordinal));
        Assert.Single(etrade.Simulator.Exchange.GetOrders(etrade.AccountId));
    }

    [Fact]
    public async Task A_previews_error_that_is_written_by_a_fault_leaves_no_trace()
    {
        await using var etrade = await TestETrade.StartAsync();
        const string body = """{"Error":{"code":100,"message":"The requested service is not currently available, please try after sometime."}}""";
        etrade.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.Refuse, Path = "/orders/place", Status = 500, Body = body, Times = 1 });
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(ticket));
        Assert.StartsWith("500 100", TestETrade.ErrorOf(await etrade.PlaceAsync(ticket, preview)), StringComparison.Ordinal);
        Assert.Empty(etrade.Simulator.Exchange.GetOrders(etrade.AccountId));
        Assert.Equal(HttpStatusCode.OK, (await etrade.PlaceAsync(ticket, preview)).Status);
    }

    private static (string Method, string Path, string? Body) Read(Random random, TestETrade etrade)
    {
        var path = new StringBuilder(Pick(random, Paths).Replace("{account}", etrade.Account, StringComparison.Ordinal));
        while (path.ToString().IndexOf("{x}", StringComparison.Ordinal) is >= 0 and var at)
        {
            path.Remove(at, 3).Insert(at, Uri.EscapeDataString(Pick(random, Words)));
        }

        path.Append(random.Next(2) == 0 ? ".json" : "");
        for (var i = random.Next(5); i > 0; i--)
        {
            path.Append(path.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(Pick(random, Names)).Append('=').Append(Uri.EscapeDataString(Pick(random, Words)));
        }

        return (Pick(random, ["GET", "GET", "GET", "DELETE", "POST", "PUT"]), path.ToString(), null);
    }

    private static (string Method, string Path, string? Body) Write(Random random, TestETrade etrade)
    {
        var root = Pick(random, ["PreviewOrderRequest", "PlaceOrderRequest", "CancelOrderRequest"]);
        var (method, path) = root switch
        {
            "CancelOrderRequest" => ("PUT", "/orders/cancel"),
            _ when random.Next(3) == 0 => ("PUT", $"/orders/{Pick(random, ["5000000001", "7", "x"])}/change/{(root is "PlaceOrderRequest" ? "place" : "preview")}"),
            "PlaceOrderRequest" => ("POST", "/orders/place"),
            _ => ("POST", "/orders/preview"),
        };
        var ticket = new Ticket
        {
            ClientId = Mostly(random, "c" + random.Next(40).ToString(CultureInfo.InvariantCulture)),
            Type = Mostly(random, "EQ"),
            PriceType = Mostly(random, "LIMIT"),
            Term = Mostly(random, "GOOD_FOR_DAY"),
            Session = Mostly(random, "REGULAR"),
            Limit = Mostly(random, "100"),
            Stop = Mostly(random, ""),
            Legs = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => (Mostly(random, "BUY"), Mostly(random, "1"), Product(random)))],
        };
        long? preview = random.Next(2) == 0 ? 2_016_271_811_310 + (7 * random.Next(60)) : null;
        var body = random.Next(2) == 0 ? ticket.Json(root, preview) : ticket.Xml(root, preview);
        return (method, etrade.Account + path + (random.Next(2) == 0 ? ".json" : ""), random.Next(8) == 0 ? body[..random.Next(body.Length)] : body);
    }

    private static string Product(Random random) =>
        $$"""{"securityType":"{{Mostly(random, "EQ")}}","symbol":"{{Mostly(random, "AAPL")}}","callPut":"{{Mostly(random, "CALL")}}","expiryYear":"{{Mostly(random, "2026")}}","expiryMonth":"{{Mostly(random, "3")}}","expiryDay":"{{Mostly(random, "20")}}","strikePrice":"{{Mostly(random, "190")}}"}""";

    // Words without what would end the text in JSON or XML: those are cut off elsewhere.
    private static string Mostly(Random random, string usual) =>
        random.Next(4) > 0 ? usual : Pick(random, Words).Replace("\u0001", "", StringComparison.Ordinal);

    private static string Pick(Random random, string[] all) => all[random.Next(all.Length)];
}
