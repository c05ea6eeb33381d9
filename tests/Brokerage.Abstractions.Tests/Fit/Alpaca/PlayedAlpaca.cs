using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

internal sealed class PlayedAlpaca(FakeClock clock) : PlayedBroker(clock)
{
    private readonly List<JsonObject> _orders = [];
    private int _next;

    public bool RefusesReplace { get; set; }

    /// <summary>The entry fills: the exits are put to work.</summary>
    public void Fill(string id, decimal quantity, decimal price)
    {
        var order = Find(id);
        order["filled_qty"] = Text(quantity);
        order["filled_avg_price"] = Text(price);
        var done = quantity == Json.Number(order, "qty");
        order["status"] = done ? "filled" : "partially_filled";
        if (!done) return;
        order["filled_at"] = Now;
        foreach (var leg in order.List("legs")) leg["status"] = order.Word("order_class") == "mleg" ? "filled" : "new";
    }

    protected override WireAnswer Answer(WireRequest request)
    {
        var path = request.Path.Split('?')[0];
        var query = Form.Read(request.Path.Split('?').ElementAtOrDefault(1) ?? "");
        return (request.Method, path) switch
        {
            ("POST", "/v2/orders") => Take(Json.Read(request.Body)!),
            ("PATCH", _) => Replace(path.Split('/')[^1], Json.Read(request.Body)!),
            ("DELETE", _) => Cancel(path.Split('/')[^1]),
            ("GET", "/v2/orders:by_client_order_id") => One(_orders.Find(order => order.Word("client_order_id") == query["client_order_id"])),
            ("GET", "/v2/orders") => new WireAnswer(200, new JsonArray([.. _orders.Where(order => query["status"] == "all" || order.Word("status") is not ("filled" or "canceled" or "replaced")).Select(order => order.DeepClone())]).ToJsonString()),
            ("GET", "/v2/account") => new WireAnswer(200, Account),
            ("GET", "/v2/positions") => new WireAnswer(200, Positions),
            ("GET", "/v2/account/activities") => new WireAnswer(200, query["page_token"].Length == 0 ? Activities : LastActivity),
            ("GET", "/v2/stocks/snapshots") => new WireAnswer(200, Snapshots),
            ("GET", "/v1beta1/options/snapshots/ACME") => new WireAnswer(200, Chain),
            ("GET", "/v2/stocks/bars") => new WireAnswer(200, query["page_token"].Length == 0 ? Bars : """{"bars":{},"next_page_token":null}"""),
            ("GET", "/v2/assets") => new WireAnswer(200, $"[{Asset}]"),
            ("GET", "/v2/assets/ACME") => new WireAnswer(200, Asset),
            ("GET", "/v2/calendar") => new WireAnswer(200, """[{"date":"2026-03-20","open":"09:30","close":"16:00"}]"""),
            ("GET", _) when path.StartsWith("/v2/orders/", StringComparison.Ordinal) => One(_orders.Find(order => order.Word("id") == path.Split('/')[^1])),
            _ => new WireAnswer(404, """{"code":40410000,"message":"asset not found"}"""),
        };
    }

    private string Now => Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'12Z'", CultureInfo.InvariantCulture);

    private WireAnswer Take(JsonNode body)
    {
        if (_orders.Exists(order => order.Word("client_order_id") == body.Word("client_order_id"))) return new WireAnswer(422, """{"code":40010001,"message":"client_order_id must be unique"}""");
        var order = Make(body, body.Word("order_class"), "pending_new");
        switch (body.Word("order_class"))
        {
            case "bracket":
                order["legs"] = new JsonArray(
                    Exit(body, "limit", "limit_price", body.At("take_profit").Word("limit_price")), Exit(body, "stop", "stop_price", body.At("stop_loss").Word("stop_price")));
                break;
            case "mleg":
                (order["symbol"], order["side"], order["asset_class"], order["asset_id"]) = ("", "", "", "");
                order["legs"] = new JsonArray([.. body.List("legs").Select(leg => LegOf(body, leg))]);
                break;
            default:
                order["legs"] = null;
                break;
        }
        _orders.Insert(0, order);
        return new WireAnswer(200, order.ToJsonString());
    }

    private JsonObject Make(JsonNode body, string orderClass, string status) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"0f{++_next:000000}-aaaa-4bbb-8ccc-123456789abc"),
        ["client_order_id"] = body.Text("client_order_id") ?? Guid.NewGuid().ToString(),
        ["created_at"] = Now, ["submitted_at"] = Now, ["updated_at"] = Now, ["filled_at"] = null, ["canceled_at"] = null,
        ["symbol"] = body.Word("symbol"), ["asset_class"] = body.Word("symbol").Length > 10 ? "us_option" : "us_equity",
        ["notional"] = body.Text("notional"), ["qty"] = body.Text("qty"), ["filled_qty"] = "0", ["filled_avg_price"] = null,
        ["order_class"] = orderClass, ["type"] = body.Word("type"), ["order_type"] = body.Word("type"), ["side"] = body.Word("side"),
        ["time_in_force"] = body.Word("time_in_force"), ["limit_price"] = body.Text("limit_price"), ["stop_price"] = null,
        ["trail_percent"] = body.Text("trail_percent"), ["trail_price"] = null, ["status"] = status, ["extended_hours"] = body.Flag("extended_hours") ?? false,
        ["replaced_by"] = null, ["replaces"] = null, ["position_intent"] = body.Text("position_intent"),
    };

    private JsonObject Exit(JsonNode body, string type, string priceName, string price)
    {
        var exit = Make(new JsonObject { ["symbol"] = body.Word("symbol"), ["qty"] = body.Word("qty"), ["type"] = type, ["side"] = "sell", ["time_in_force"] = body.Word("time_in_force") }, "bracket", "held");
        exit[priceName] = price;
        return exit;
    }

    private JsonObject LegOf(JsonNode body, JsonNode leg)
    {
        var made = Make(leg, "mleg", "pending_new");
        (made["type"], made["order_type"], made["ratio_qty"]) = ("", "", leg.Word("ratio_qty"));
        made["qty"] = Text(Json.Number(body, "qty") * Json.Number(leg, "ratio_qty") ?? 0);
        return made;
    }

    private WireAnswer Replace(string id, JsonNode body)
    {
        var old = Find(id);
        if (RefusesReplace || old.Word("status") == "pending_new") return new WireAnswer(422, """{"code":42210000,"message":"order is already in \"pending_new\" state"}""");
        var order = (JsonObject)old.DeepClone();
        order["id"] = string.Create(CultureInfo.InvariantCulture, $"0f{++_next:000000}-aaaa-4bbb-8ccc-123456789abc");
        foreach (var (name, value) in (JsonObject)body) order[name] = value?.DeepClone();
        order["replaces"] = id;
        old["replaced_by"] = order.Word("id");
        (old["status"], old["replaced_at"]) = ("replaced", Now);
        _orders.Insert(0, order);
        return new WireAnswer(200, order.ToJsonString());
    }

    public void Activate(string id) => Find(id)["status"] = "new";

    private WireAnswer Cancel(string id)
    {
        var order = Find(id);
        if (order.Word("status") is "filled" or "canceled") return new WireAnswer(422, $$"""{"code":42210000,"message":"order is already in \"{{order.Word("status")}}\" state"}""");
        (order["status"], order["canceled_at"]) = ("canceled", Now);
        return new WireAnswer(204);
    }

    private static WireAnswer One(JsonObject? order) => order is null
        ? new WireAnswer(404, """{"code":40410000,"message":"order not found"}""")
        : new WireAnswer(200, order.ToJsonString());

    private JsonObject Find(string id) => _orders.Single(order => order.Word("id") == id);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Account = """
        {"id":"5f1d2c3b-0000-4000-8000-1234567890ab","account_number":"PA7730012","status":"ACTIVE","currency":"USD","cash":"-120.5","equity":"9100.25","last_equity":"9000","buying_power":"18000",
        "non_marginable_buying_power":"4000","options_buying_power":"3900","initial_margin":"4600","maintenance_margin":"2700","position_market_value":"9220.75","multiplier":"2","shorting_enabled":true,
        "options_trading_level":2,"crypto_status":"ACTIVE","trading_blocked":true,"created_at":"2024-05-06T07:08:09.123456Z"}
        """;

    private const string Positions = """
        [{"symbol":"BTCUSD","asset_class":"crypto","qty":"0.25","qty_available":"0.2","side":"long","avg_entry_price":"60000","current_price":"61000","market_value":"15250","unrealized_pl":"250","unrealized_intraday_pl":"10"},
         {"symbol":"ACME","asset_class":"us_equity","qty":"-5","qty_available":"-5","side":"short","avg_entry_price":"41","current_price":"40","market_value":"-200","unrealized_pl":"5","unrealized_intraday_pl":"1"},
         {"symbol":"ACME261218P00045000","asset_class":"us_option","qty":"2","side":"long","avg_entry_price":"3.1","current_price":"3.5","market_value":"700","unrealized_pl":"80"}]
        """;

    private const string Activities = """
        [{"activity_type":"FILL","id":"20260320143000000::a1","transaction_time":"2026-03-20T18:30:00.123456789Z","order_id":"0f000001-aaaa","price":"41.5","qty":"10","side":"sell","symbol":"ACME","type":"fill"},
         {"activity_type":"DIV","id":"20260319000000000::b2","date":"2026-03-19","net_amount":"1.02","qty":"2","symbol":"ACME"}]
        """;

    private const string LastActivity = """[{"activity_type":"FEE","id":"20260318000000000::c3","date":"2026-03-18","net_amount":"-0.02"}]""";

    private const string Snapshots = """
        {"ACME":{"latestTrade":{"p":41.52},"latestQuote":{"t":"2026-03-20T18:29:59.000000001Z","bp":41.5,"ap":0,"bs":300,"as":0},"dailyBar":{"o":41,"h":42,"l":40.5,"c":41.5,"v":120000},"prevDailyBar":{"c":40.9}}}
        """;

    private const string Chain = """
        {"snapshots":{"ACME261218P00045000":{"latestQuote":{"bp":3.4,"ap":3.6,"bs":10,"as":12},"impliedVolatility":0.31,"greeks":{"delta":-0.4,"gamma":0.02,"theta":-0.01,"vega":0.1,"rho":-0.05}},
        "ACME270115C00050000":{"latestQuote":{"bp":1.1,"ap":1.3,"bs":1,"as":1}}},"next_page_token":null}
        """;

    private const string Bars = """{"bars":{"ACME":[{"t":"2026-03-18T04:00:00Z","o":40,"h":41,"l":39,"c":40.5,"v":1000},{"t":"2026-03-19T04:00:00Z","o":40.5,"h":41.5,"l":40,"c":41,"v":900}]},"next_page_token":"abc"}""";

    private const string Asset = """{"symbol":"ACME","class":"us_equity","name":"Acme Corp","fractionable":true,"shortable":false,"tradable":true,"price_increment":"0.01","min_order_size":"0.001","min_trade_increment":"0.0001"}""";
}
