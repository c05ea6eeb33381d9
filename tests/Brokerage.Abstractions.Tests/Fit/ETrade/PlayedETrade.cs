using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>E*TRADE's side: one account, one book, one token a day.</summary>
internal sealed class PlayedETrade(FakeClock clock) : PlayedBroker(clock)
{
    public const string Account = "k7_QwErTy-UiOpAsDfGh12";

    private readonly List<JsonObject> _orders = [];
    private readonly Dictionary<string, (string Body, DateTimeOffset At)> _previews = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedClientIds = new(StringComparer.Ordinal);
    private DateTimeOffset _tokenEnds;
    private long _nextOrder = 8801;
    private long _nextPreview = 2_000_000_000_417;

    /// <summary>Idle for two hours: asleep until it is woken.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>Answers the next place or preview like this, whatever happens behind it.</summary>
    public WireAnswer? NextAnswer { get; set; }

    public void Fill(string order, decimal quantity, decimal price)
    {
        var detail = Detail(order);
        var leg = (JsonObject)detail["Instrument"]![0]!;
        leg["filledQuantity"] = quantity;
        leg["averageExecutionPrice"] = price;
        if (quantity == Json.Number(leg, "orderedQuantity")) detail["status"] = "EXECUTED";
    }

    /// <summary>The user buys the same on the web site.</summary>
    public void EnterByHand(string symbol, decimal quantity, decimal limit) => Add(new JsonObject
    {
        ["allOrNone"] = false,
        ["priceType"] = "LIMIT",
        ["orderTerm"] = "GOOD_FOR_DAY",
        ["marketSession"] = "REGULAR",
        ["limitPrice"] = limit,
        ["stopPrice"] = 0,
        ["Instrument"] = new JsonArray(new JsonObject
        {
            ["Product"] = new JsonObject { ["securityType"] = "EQ", ["symbol"] = symbol },
            ["orderAction"] = "BUY",
            ["quantityType"] = "QUANTITY",
            ["quantity"] = quantity,
        }),
    }, "EQ", null);

    protected override WireAnswer Answer(WireRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (path.StartsWith("/oauth/", StringComparison.Ordinal)) return SignIn(path, request);
        if (request.Token != "acc+ess=" || Clock.GetUtcNow() >= _tokenEnds || IsAsleep) return Refused("token_rejected");
        return (request.Method, path.Split('/')[^1], path) switch
        {
            (_, "preview.json", _) => Preview(request),
            (_, "place.json", _) => Place(request, path),
            ("PUT", "cancel.json", _) => Cancel(request),
            ("GET", "list.json", _) => new WireAnswer(200, AccountList),
            ("GET", "orders.json", _) => _orders.Count == 0 ? new WireAnswer(204) : Orders(_orders),
            ("GET", var id, _) when path.Contains("/orders/", StringComparison.Ordinal) => Orders(_orders.Where(order => order["orderId"]!.ToString() == id[..^5])),
            _ => new WireAnswer(404),
        };
    }

    private WireAnswer SignIn(string path, WireRequest request)
    {
        var query = Form.Read(request.Path.Split('?').ElementAtOrDefault(1) ?? "");
        switch (path)
        {
            case "/oauth/request_token":
                return new WireAnswer(200, "oauth_token=req%2Fuest%3D&oauth_token_secret=s%2Becret&oauth_callback_confirmed=true");
            case "/oauth/access_token" when query["oauth_verifier"] == "K4P9Z" && query["oauth_token"] == "req/uest=":
                _tokenEnds = Times.NextMidnight(Clock.GetUtcNow(), Times.NewYork);
                return new WireAnswer(200, "oauth_token=acc%2Bess%3D&oauth_token_secret=more%2Fsecret");
            case "/oauth/renew_access_token" when Clock.GetUtcNow() < _tokenEnds:
                IsAsleep = false;
                return new WireAnswer(200, "Access Token has been renewed");
            case "/oauth/revoke_access_token":
                _tokenEnds = default;
                return new WireAnswer(200, "Revoked Access Token");
            default:
                return Refused("token_rejected");
        }
    }

    private static WireAnswer Refused(string problem) =>
        new(401, $"<html><head><title>Error report</title></head><body><h1>HTTP Status 401 - oauth_problem={problem}</h1></body></html>");

    private WireAnswer Preview(WireRequest request)
    {
        if (NextAnswer is { } scripted) return Scripted(scripted);
        var body = Json.Read(request.Body).At("PreviewOrderRequest")!;
        var clientId = body.Word("clientOrderId");
        if (clientId.Length > 20) return new WireAnswer(400, "<Error><code>101</code><message>clientOrderId is too long</message></Error>");
        var id = (_nextPreview++).ToString(CultureInfo.InvariantCulture);
        _previews[id] = (Fixed(body), Clock.GetUtcNow());
        var order = (JsonObject)body["Order"]![0]!.DeepClone();
        order["estimatedCommission"] = 0.65;
        order["estimatedTotalAmount"] = 1234.5;
        order["messages"] = new JsonObject { ["Message"] = new JsonArray(Message(1042, "A similar order is open.")) };
        return Ok("PreviewOrderResponse", new JsonObject
        {
            ["orderType"] = body.Word("orderType"),
            ["MessageList"] = new JsonObject(),
            ["Order"] = new JsonArray(order),
            ["PreviewIds"] = new JsonArray(new JsonObject { ["previewId"] = JsonNode.Parse(id) }),
            ["marginBpDetails"] = new JsonObject { ["nonMarginable"] = new JsonObject { ["netBp"] = 8765.4 } },
        });
    }

    /// <summary>Same order, same client id, soon: or the request "has been timed out".</summary>
    private WireAnswer Place(WireRequest request, string path)
    {
        if (NextAnswer is { } scripted) return Scripted(scripted);
        var body = (JsonObject)Json.Read(request.Body).At("PlaceOrderRequest")!;
        var preview = body.List("PreviewIds").FirstOrDefault().Word("previewId");
        var clientId = body.Word("clientOrderId");
        body.Remove("PreviewIds");
        var known = _previews.Remove(preview, out var previewed) && previewed.Body == Fixed(body);
        if (!known || Clock.GetUtcNow() - previewed.At > TimeSpan.FromMinutes(3) || !_usedClientIds.Add(clientId))
        {
            return new WireAnswer(400, "<Error><code>101</code><message>For your protection, the order request has been timed out.</message></Error>");
        }
        var target = path.Contains("/change/", StringComparison.Ordinal) ? path.Split('/')[^3] : null;
        var order = Add((JsonObject)body["Order"]![0]!.DeepClone(), body.Word("orderType"), target);
        var answered = (JsonObject)body["Order"]![0]!.DeepClone();
        answered["messages"] = new JsonObject { ["Message"] = new JsonArray(Message(1027, "The market is closed: your order will be sent at the open.")) };
        return Ok("PlaceOrderResponse", new JsonObject
        {
            ["orderType"] = body.Word("orderType"),
            ["Order"] = new JsonArray(answered),
            ["OrderIds"] = new JsonArray(new JsonObject { ["orderId"] = order["orderId"]!.DeepClone() }),
            ["placedTime"] = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        });
    }

    private JsonObject Add(JsonObject ticket, string type, string? target)
    {
        var id = _nextOrder++;
        var leg = (JsonObject)ticket["Instrument"]![0]!;
        leg["orderedQuantity"] = Json.Number(leg, "quantity");
        leg["filledQuantity"] = 0;
        leg.Remove("quantity");
        ticket["limitPrice"] = Json.Number(ticket, "limitPrice") ?? 0;
        ticket["stopPrice"] = Json.Number(ticket, "stopPrice") ?? 0;
        ticket["status"] = "OPEN";
        ticket["placedTime"] = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (target is not null)
        {
            ticket["replacesOrderId"] = JsonNode.Parse(target);
            Detail(target)["replacedByOrderId"] = id;
            Detail(target)["status"] = "CANCELLED";
        }
        var order = new JsonObject { ["orderId"] = id, ["orderType"] = type, ["OrderDetail"] = new JsonArray(ticket) };
        _orders.Insert(0, order);
        return order;
    }

    private WireAnswer Cancel(WireRequest request)
    {
        var detail = Detail(Json.Read(request.Body).At("CancelOrderRequest").Word("orderId"));
        if (detail.Word("status") != "OPEN") return new WireAnswer(400, """{"Error":{"code":5001,"message":"The order is being executed or rejected and cannot be cancelled."}}""");
        detail["status"] = "CANCEL_REQUESTED";
        return Ok("CancelOrderResponse", new JsonObject { ["Messages"] = new JsonObject { ["Message"] = new JsonArray(Message(5011, "Cancel requested.")) } });
    }

    private WireAnswer Scripted(WireAnswer answer)
    {
        NextAnswer = null;
        return answer;
    }

    private JsonObject Detail(string id) => (JsonObject)_orders.Single(order => order["orderId"]!.ToString() == id)["OrderDetail"]![0]!;

    private static string Fixed(JsonNode body) => body.Word("clientOrderId") + body.Word("orderType") + body["Order"]!.ToJsonString();

    private static JsonObject Message(int code, string text) => new() { ["code"] = code, ["description"] = text, ["type"] = "WARNING" };

    private static WireAnswer Ok(string root, JsonObject content) => new(200, new JsonObject { [root] = content }.ToJsonString());

    private static WireAnswer Orders(IEnumerable<JsonObject> orders) =>
        Ok("OrdersResponse", new JsonObject { ["Order"] = new JsonArray([.. orders.Select(order => order.DeepClone())]) });

    private static readonly string AccountList = """
        {"AccountListResponse":{"Accounts":{"Account":[{"accountId":"90017734","accountIdKey":"{key}","accountMode":"MARGIN","accountDesc":"Brokerage ",
        "accountName":"Long term","accountType":"ROTHIRA","institutionType":"BROKERAGE","accountStatus":"ACTIVE","closedDate":0}]}}}
        """.Replace("{key}", Account, StringComparison.Ordinal);
}
