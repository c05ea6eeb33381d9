using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>
/// The gateway's side: asks its questions one by one, forgets them as soon as anything else is asked, knows the same symbol on several
/// markets, and sends positions before their names.
/// </summary>
internal sealed class PlayedIbkr(FakeClock clock) : PlayedBroker(clock), IIbkrWire
{
    public const string Account = "DU7700123";

    private readonly List<JsonObject> _orders = [];
    private readonly List<string> _frames = [];
    private (string Id, string Body, Queue<(string Id, string Text)> Left)? _asked;
    private int _next = 60_001;
    private int _replies;

    public List<(string Id, string Text)> Questions { get; } = [];

    public bool IsLoggedIn { get; set; } = true;

    public bool IsCompeting { get; set; }

    public bool IsPaper { get; set; } = true;

    public bool IsEnriched { get; set; } = true;

    public bool RefusesStops { get; set; }

    public IReadOnlyList<JsonObject> Orders => _orders;

    public void Push(string frame) => _frames.Add(frame);

    public async IAsyncEnumerable<string> FramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var frame in _frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return frame;
        }
    }

    protected override WireAnswer Answer(WireRequest request)
    {
        var path = request.Path.Split('?')[0];
        if (path.StartsWith("/iserver/reply/", StringComparison.Ordinal)) return Reply(path.Split('/')[^1]);
        // Whatever comes between a question and its answer makes the gateway forget the question.
        _asked = null;
        return path switch
        {
            "/iserver/auth/status" => new WireAnswer(200, $$"""{"authenticated":{{Word(IsLoggedIn && !IsCompeting)}},"competing":{{Word(IsCompeting)}},"connected":{{Word(IsLoggedIn)}},"MAC":"00:00"}"""),
            "/iserver/auth/ssodh/init" => TakeOver(),
            "/iserver/accounts" => new WireAnswer(200, $$"""{"accounts":["{{Account}}"],"selectedAccount":"{{Account}}","isFT":false,"isPaper":{{Word(IsPaper)}}}"""),
            "/portfolio/accounts" => new WireAnswer(200, $$"""[{"id":"{{Account}}","accountId":"{{Account}}","displayName":"A Person","currency":"EUR","tradingType":"PMRGN","acctCustType":"JOINT","clearingStatus":"O"}]"""),
            $"/portfolio/{Account}/positions/0" => new WireAnswer(200, IsEnriched ? Enriched : Sparse),
            $"/portfolio/{Account}/summary" => new WireAnswer(200, Summary),
            $"/portfolio/{Account}/ledger" => new WireAnswer(200, Ledger),
            "/trsrv/futures" => new WireAnswer(200, """{"ES":[{"symbol":"ES","conid":495011,"expirationDate":20261218},{"symbol":"ES","conid":495012,"expirationDate":20270319}]}"""),
            "/trsrv/stocks" => new WireAnswer(200, Stocks),
            "/iserver/account/orders" => new WireAnswer(200, new JsonObject { ["orders"] = new JsonArray([.. _orders.Select(order => order.DeepClone())]), ["snapshot"] = true }.ToJsonString()),
            $"/iserver/account/{Account}/orders/whatif" => new WireAnswer(200, WhatIf),
            $"/iserver/account/{Account}/orders" => Take(request.Body, new Queue<(string, string)>(Questions)),
            "/oauth/live_session_token" => new WireAnswer(200, $$"""{"diffie_hellman_response":"a1b2","live_session_token_expiration":{{Clock.GetUtcNow().AddHours(24).ToUnixTimeMilliseconds()}}}"""),
            _ when request.Method == "DELETE" => Cancel(path.Split('/')[^1]),
            _ => new WireAnswer(200, "{}"),
        };
    }

    private WireAnswer Reply(string id)
    {
        if (_asked is not { } asked || asked.Id != id) return new WireAnswer(200, $$"""{"error":"reply id not found: '{{id}}'"}""");
        return Take(asked.Body, asked.Left);
    }

    private WireAnswer Take(string body, Queue<(string Id, string Text)> questions)
    {
        if (questions.TryDequeue(out var question))
        {
            _asked = ($"reply-{++_replies}", body, questions);
            return new WireAnswer(200, $$"""[{"id":"reply-{{_replies}}","message":["{{question.Text}}"],"isSuppressed":false,"messageIds":["{{question.Id}}"],"messageOptions":["Yes","No"]}]""");
        }
        _asked = null;
        var tickets = Json.Read(body).List("orders").ToList();
        var reference = tickets[0].Word("cOID");
        if (_orders.Exists(order => order.Word("order_ref") == reference)) return new WireAnswer(200, $$"""{"error":"Order couldn't be submitted: Local order ID={{reference}} is already registered."}""");
        return new WireAnswer(200, new JsonArray([.. tickets.Select(Enter)]).ToJsonString());
    }

    private JsonNode Enter(JsonNode ticket)
    {
        if (RefusesStops && ticket.Word("orderType") == "STP")
        {
            return new JsonObject { ["order_id"] = "-1", ["order_status"] = "Failed", ["text"] = "The trigger is on the wrong side.", ["warning_message"] = "Order rejected by the exchange." };
        }
        var id = _next++;
        var abroad = ticket.Word("conid") == "14204";
        _orders.Add(new JsonObject
        {
            ["acct"] = Account,
            ["conid"] = ticket.At("conid")?.DeepClone(),
            ["orderId"] = id,
            ["order_ref"] = ticket.Text("cOID"),
            ["ticker"] = "SAP",
            ["secType"] = "STK",
            ["listingExchange"] = abroad ? "IBIS" : "NYSE",
            ["cashCcy"] = abroad ? "EUR" : "USD",
            ["side"] = ticket.Word("side"),
            ["status"] = "PreSubmitted",
            ["order_ccp_status"] = "Pending Submit",
            ["origOrderType"] = ticket.Word("orderType") == "LMT" ? "LIMIT" : "MARKET",
            ["price"] = ticket.Text("price") ?? "",
            ["totalSize"] = Json.Number(ticket, "quantity"),
            ["filledQuantity"] = 0.0,
            ["timeInForce"] = ticket.Word("tif"),
        });
        return new JsonObject { ["order_id"] = id.ToString(CultureInfo.InvariantCulture), ["order_status"] = "PreSubmitted", ["encrypt_message"] = "1" };
    }

    private WireAnswer Cancel(string id)
    {
        var order = _orders.Find(order => order.Word("orderId") == id);
        return order is null
            ? new WireAnswer(200, $$"""{"error":"OrderID {{id}} doesn't exist"}""")
            : new WireAnswer(200, $$"""{"msg":"Request was submitted","order_id":{{id}},"conid":-1,"account":null}""");
    }

    private WireAnswer TakeOver()
    {
        IsCompeting = false;
        return new WireAnswer(200, """{"authenticated":true,"competing":false,"connected":true}""");
    }

    private static string Word(bool value) => value ? "true" : "false";

    private const string Stocks = """
        {"SAP":[{"name":"SAP SE-SPONSORED ADR","assetClass":"STK","contracts":[{"conid":14203,"exchange":"NYSE","isUS":true}]},
        {"name":"SAP SE","assetClass":"STK","contracts":[{"conid":14204,"exchange":"IBIS","isUS":false},{"conid":14205,"exchange":"XYZ","isUS":false}]}],
        "TWIN":[{"name":"TWIN A","assetClass":"STK","contracts":[{"conid":501,"exchange":"NASDAQ","isUS":true},{"conid":502,"exchange":"ARCA","isUS":true}]}]}
        """;

    private const string Sparse = """
        [{"acctId":"DU7700123","conid":14203,"contractDesc":"SAP","position":5.0,"mktPrice":201.1,"mktValue":1005.5,"currency":"USD","avgCost":190.0,"avgPrice":190.0,"unrealizedPnl":55.5,"multiplier":null,"strike":0.0,"assetClass":"STK","model":""},
         {"acctId":"DU7700123","conid":14204,"contractDesc":"SAP","position":-3.0,"mktPrice":180.2,"mktValue":-540.6,"currency":"EUR","avgCost":170.0,"avgPrice":170.0,"unrealizedPnl":-30.6,"multiplier":null,"strike":0.0,"assetClass":"STK","model":""}]
        """;

    private const string Enriched = """
        [{"acctId":"DU7700123","conid":14203,"contractDesc":"SAP","position":5.0,"mktPrice":201.1,"mktValue":1005.5,"currency":"USD","avgCost":190.0,"avgPrice":190.0,"unrealizedPnl":55.5,"multiplier":0.0,"strike":"0","assetClass":"STK","model":"","ticker":"SAP","name":"SAP SE-SPONSORED ADR","listingExchange":"NYSE","type":"ADR","pageSize":100},
         {"acctId":"DU7700123","conid":14204,"contractDesc":"SAP","position":-3.0,"mktPrice":180.2,"mktValue":-540.6,"currency":"EUR","avgCost":170.0,"avgPrice":170.0,"unrealizedPnl":-30.6,"multiplier":0.0,"strike":"0","assetClass":"STK","model":"","ticker":"SAP","name":"SAP SE","listingExchange":"IBIS","type":"COMMON","pageSize":100},
         {"acctId":"DU7700123","conid":70011,"contractDesc":"SAP    DEC2026 200 C [SAP   261218C00200000 100]","position":2.0,"mktPrice":12.5,"mktValue":2500.0,"currency":"USD","avgCost":1000.0,"avgPrice":10.0,"multiplier":100.0,"strike":"200","assetClass":"OPT","ticker":"SAP","model":""},
         {"acctId":"DU7700123","conid":80022,"contractDesc":"ODD WARRANT","position":1.0,"mktPrice":3.0,"mktValue":3.0,"currency":"CHF","avgCost":2.0,"avgPrice":2.0,"multiplier":0.0,"assetClass":"WAR","model":""}]
        """;

    private const string Summary = """
        {"netliquidation":{"amount":20500.5,"currency":"EUR","isNull":false,"timestamp":1773945000,"value":"20500.5"},
        "totalcashvalue":{"amount":-250.0,"currency":"EUR","isNull":false},"buyingpower":{"amount":41000.0,"currency":"EUR","isNull":false},
        "availablefunds":{"amount":9000.0,"currency":"EUR","isNull":false},"initmarginreq":{"amount":800.0,"currency":"EUR","isNull":false},
        "maintmarginreq":{"amount":700.0,"currency":"EUR","isNull":true}}
        """;

    private const string Ledger = """
        {"EUR":{"currency":"EUR","cashbalance":-1200.0,"settledcash":-1200.0,"exchangerate":1,"stockmarketvalue":-540.6},
        "USD":{"currency":"USD","cashbalance":1050.0,"settledcash":900.0,"exchangerate":0.92,"stockmarketvalue":1005.5,"stockoptionmarketvalue":2500.0},
        "BASE":{"currency":"BASE","cashbalance":-250.0,"unrealizedpnl":24.9,"stockmarketvalue":384.46,"stockoptionmarketvalue":2300.0}}
        """;

    private const string WhatIf = """
        {"amount":{"amount":"1,802.00 EUR (10 Shares)","commission":"1.29 ... 1.50 EUR","total":"~ 1,803.50 EUR"},"equity":{"current":"20,500","change":"-2","after":"20,498"},
        "initial":{"current":"800","change":"1,150","after":"1,950"},"maintenance":{"current":"700","change":"1,000","after":"1,700"},"warn":"The price is far from the market.","error":null}
        """;
}
