using System.Text.Json;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

public sealed class SubmitTests
{
    private const string Html = "<html><body>The page cannot be displayed</body></html>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_order_is_previewed_and_then_placed_unchanged(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.AnswerPreparation();
        house.Answer("POST", TestHouse.Path("orders/place"), "Orders/POST-place");

        var prepared = await house.PrepareAsync(Sample.Limit());
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/place")));
        Assert.Matches("^[0-9a-z]{20}$", prepared.WireId);
        Assert.Equal(Sample.Now.AddMinutes(2.5), prepared.ExpiresAt);
        var preview = prepared.Preview!;
        Assert.Equal((Support.Native, Money.Usd(0.01m), Money.Usd(612.51m), 8507.89m), (preview.Source, preview.Commission!.Low, preview.EstimatedTotal, preview.BuyingPowerAfter));
        Assert.Equal("1042", Assert.Single(preview.Notices).Code);

        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, house.Stop));
        Assert.Equal((OrderRole.Single, "7101"), (placed.Orders[0].Role, placed.Orders[0].Order?.Value));
        Assert.True(placed.VerdictPending);
        Assert.Empty(placed.Notices);
        if (inXml)
        {
            var text = house.Only("POST", TestHouse.Path("orders/place")).Text;
            Assert.StartsWith("<PlaceOrderRequest><orderType>EQ</orderType><clientOrderId>", text, StringComparison.Ordinal);
            Assert.Contains("<PreviewIds><previewId>2107445312207</previewId></PreviewIds>", text, StringComparison.Ordinal);
        }
        else
        {
            AssertSame(house);
        }
    }

    [Theory]
    [InlineData("\"estimatedFees\": 0.01", 612.51, 0.01)]
    [InlineData("\"estimatedFees\": \"N/A\"", null, null)]
    public async Task A_total_that_the_preview_leaves_out_is_told_where_all_of_its_parts_are(string fees, double? total, double? costs)
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Script("POST", TestHouse.Path("orders/preview"), TestHouse.Text(Fixture.Text("Orders/POST-preview")
            .Replace("\"estimatedTotalAmount\": 612.51,", "", StringComparison.Ordinal).Replace("\"estimatedFees\": 0.01", fees, StringComparison.Ordinal)));

        var preview = (await house.PrepareAsync(Sample.Limit())).Preview!;

        Assert.Equal((decimal?)total, preview.EstimatedTotal?.Amount);
        Assert.Equal((decimal?)costs, preview.Commission?.Low.Amount);
    }

    [Fact]
    public async Task A_market_that_is_closed_queues_the_order_and_says_so()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation("Orders/POST-preview-cash");
        house.Answer("POST", TestHouse.Path("orders/place"), "Orders/POST-place-queued");

        var placed = Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit()));

        var notice = Assert.Single(placed.Notices);
        Assert.Equal((NoticeSeverity.Warning, "1027"), (notice.Severity, notice.Code));
        Assert.Equal("The market was closed when we received your order. It has been entered for the next open.", notice.Text);
    }

    [Fact]
    public async Task The_order_s_id_is_read_where_either_kind_of_answer_has_it()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Answer("POST", TestHouse.Path("orders/place"), "Orders/POST-place-other-id");

        Assert.Equal("7101", Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit())).Orders[0].Order?.Value);
    }

    public static TheoryData<string, string, string, string, string, string> Tickets { get; } = new()
    {
        { "market", "EQ", "MARKET", "GOOD_FOR_DAY", "", "" },
        { "limit gtc", "EQ", "LIMIT", "GOOD_UNTIL_CANCEL", "61.25", "" },
        { "limit ioc", "EQ", "LIMIT", "IMMEDIATE_OR_CANCEL", "61.25", "" },
        { "limit fok", "EQ", "LIMIT", "FILL_OR_KILL", "61.25", "" },
        { "limit extended", "EQ", "LIMIT", "GOOD_FOR_DAY", "61.25", "" },
        { "stop", "EQ", "STOP", "GOOD_FOR_DAY", "", "59.5" },
        { "stop limit", "EQ", "STOP_LIMIT", "GOOD_FOR_DAY", "59.25", "59.5" },
        { "trail", "EQ", "TRAILING_STOP_CNST", "GOOD_FOR_DAY", "", "2" },
        { "trail percent", "EQ", "TRAILING_STOP_PRCT", "GOOD_FOR_DAY", "", "5" },
        { "open", "EQ", "MARKET_ON_OPEN", "GOOD_FOR_DAY", "", "" },
        { "close limit", "EQ", "LIMIT_ON_CLOSE", "GOOD_FOR_DAY", "61.25", "" },
        { "option", "OPTN", "LIMIT", "GOOD_FOR_DAY", "1.1", "" },
        { "spread debit", "SPREADS", "NET_DEBIT", "GOOD_FOR_DAY", "0.4", "" },
        { "spread credit", "SPREADS", "NET_CREDIT", "GOOD_FOR_DAY", "0.4", "" },
        { "spread even", "SPREADS", "NET_EVEN", "GOOD_FOR_DAY", "0", "" },
    };

    [Theory]
    [MemberData(nameof(Tickets))]
    public async Task Every_kind_of_order_is_said_in_E_TRADE_s_words(string what, string type, string price, string term, string limit, string stop)
    {
        await using var house = new TestHouse(options => options.AllowUnverified = true);
        house.AnswerPreparation();

        await house.PrepareAsync(Spec(what));

        var request = JsonDocument.Parse(house.Only("POST", TestHouse.Path("orders/preview")).Text).RootElement.GetProperty("PreviewOrderRequest");
        var order = request.GetProperty("Order")[0];
        Assert.Equal(
            (type, price, term, limit, stop),
            (Text(request, "orderType"), Text(order, "priceType"), Text(order, "orderTerm"), Text(order, "limitPrice"), Text(order, "stopPrice")));
        Assert.Equal(what == "limit extended" ? "EXTENDED" : "REGULAR", Text(order, "marketSession"));
    }

    [Theory]
    [InlineData(Side.Buy, PositionEffect.Unspecified, "BUY")]
    [InlineData(Side.Buy, PositionEffect.Close, "BUY_TO_COVER")]
    [InlineData(Side.Sell, PositionEffect.Close, "SELL")]
    [InlineData(Side.Sell, PositionEffect.Open, "SELL_SHORT")]
    public async Task Selling_short_and_covering_are_actions_of_their_own(Side side, PositionEffect effect, string action)
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();

        await house.PrepareAsync(Sample.Limit() with { Legs = [new OrderLeg(Sample.Ko, side, effect)] });

        Assert.Contains($"\"orderAction\":\"{action}\"", house.Only("POST", TestHouse.Path("orders/preview")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_is_named_by_its_terms()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();

        await house.PrepareAsync(Spec("option"));

        Assert.Contains(
            """
            "Product":{"securityType":"OPTN","symbol":"KO","callPut":"CALL","expiryYear":"2027","expiryMonth":"1","expiryDay":"15","strikePrice":"70"},"orderAction":"BUY_OPEN","quantityType":"QUANTITY","quantity":"2"}
            """,
            house.Only("POST", TestHouse.Path("orders/preview")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trail")]
    [InlineData("open")]
    [InlineData("fund")]
    [InlineData("fraction")]
    [InlineData("bracket")]
    [InlineData("gtd")]
    [InlineData("option without effect")]
    public async Task What_is_not_proven_or_not_there_is_refused_before_anything_is_sent(string what)
    {
        await using var house = new TestHouse();
        var intent = what == "bracket"
            ? new OrderIntent.New(Sample.Ref, Sample.ClientId, OrderPlan.Bracket(Sample.Limit(), Sample.Limit(price: 70m, side: Side.Sell), Sample.Limit(side: Side.Sell) with { Price = new PriceTerms.Stop(55m) }))
            : Sample.Intent(Spec(what));

        var error = await house.ErrorAsync(() => house.Trading.PrepareAsync(intent, false, house.Stop));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, error.Code);
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/preview")));
    }

    [Theory]
    [InlineData("Errors/1021-funds", BrokerageErrorCode.InsufficientFunds, "1021")]
    [InlineData("Errors/1037-shares", BrokerageErrorCode.InsufficientShares, "1037")]
    public async Task A_refusal_in_the_preview_throws_like_a_read(string fixture, BrokerageErrorCode code, string number)
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Script("POST", TestHouse.Path("orders/preview"), TestHouse.Text(Fixture.Text(fixture), 400));

        var error = await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit()));

        Assert.Equal((code, number, Effect.None), (error.Code, error.BrokerCode, error.Effect));
    }

    [Theory]
    [InlineData("""{"Error":{"code":1021,"message":"You have insufficient funds."}}""", BrokerageErrorCode.InsufficientFunds, "1021")]
    [InlineData("<Error><code>1037</code><message>Not enough available shares</message></Error>", BrokerageErrorCode.InsufficientShares, "1037")]
    [InlineData("<html>Number of requests exceeded the rate limit set</html>", BrokerageErrorCode.RateLimited, null)]
    [InlineData("{}", BrokerageErrorCode.UnexpectedResponse, null)]
    public async Task A_refusal_inside_a_preview_of_200_keeps_its_code(string body, BrokerageErrorCode code, string? number)
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Script("POST", TestHouse.Path("orders/preview"), TestHouse.Text(body));

        var error = await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit()));

        Assert.Equal((code, number, Effect.None), (error.Code, error.BrokerCode, error.Effect));
    }

    public static TheoryData<int, string, bool, BrokerageErrorCode> Failures { get; } = new()
    {
        // A spent preview says the same as a stale one, and placing spends it.
        { 400, Error(101), true, BrokerageErrorCode.PreparationExpired },
        { 400, Error(900), true, BrokerageErrorCode.PreparationExpired },
        { 400, Error(1033), true, BrokerageErrorCode.PreparationExpired },
        { 400, Error(1021), false, BrokerageErrorCode.InsufficientFunds },
        { 400, Error(1037), false, BrokerageErrorCode.InsufficientShares },
        { 400, Error(1040), false, BrokerageErrorCode.InsufficientShares },
        { 400, Error(1036), false, BrokerageErrorCode.AccountRestricted },
        { 400, Error(1042), true, BrokerageErrorCode.DuplicateOrder },
        { 400, Error(1524), true, BrokerageErrorCode.OrderStateConflict },
        // What no list names may be what a used client order id is told, whatever else the words speak of.
        { 400, Error(9_999), true, BrokerageErrorCode.OrderRejected },
        { 400, Error(9_999, "Duplicate client order id."), true, BrokerageErrorCode.OrderRejected },
        { 400, Error(9_999, "An order that takes this buying power was entered already."), true, BrokerageErrorCode.InsufficientFunds },
        { 400, Error(9_999, "Invalid symbol."), false, BrokerageErrorCode.SymbolNotFound },
        { 400, "<Error><code>1037</code><message>Not enough available shares</message></Error>", false, BrokerageErrorCode.InsufficientShares },
        { 400, "<html>Number of requests exceeded the rate limit set</html>", false, BrokerageErrorCode.RateLimited },
        { 401, "<html><h1>HTTP Status 401 - oauth_problem=token_rejected</h1></html>", false, BrokerageErrorCode.AuthRevoked },
        { 401, "<html><h1>HTTP Status 401 - oauth_problem=timestamp_refused,oauth_acceptable_timestamps=1700000000-1700000600</h1></html>", false, BrokerageErrorCode.BrokerUnavailable },
        { 401, "<html><h1>HTTP Status 401 - oauth_problem=nonce_used</h1></html>", true, BrokerageErrorCode.BrokerUnavailable },
        { 400, Error(100, "The requested service is not currently available, please try after sometime."), true, BrokerageErrorCode.BrokerUnavailable },
        { 500, Error(100, "The requested service is not currently available, please try after sometime."), true, BrokerageErrorCode.BrokerUnavailable },
        { 400, Error(100), true, BrokerageErrorCode.BrokerUnavailable },
        { 400, Error(100, "The account key does not belong to user."), false, BrokerageErrorCode.AccountNotFound },
        { 200, Said(100), true, BrokerageErrorCode.BrokerUnavailable },
        { 200, Said(163), true, BrokerageErrorCode.BrokerUnavailable },
        { 200, Said(670), true, BrokerageErrorCode.BrokerUnavailable },
        { 200, Said(9_999, "Please try after sometime."), true, BrokerageErrorCode.BrokerUnavailable },
        { 200, Said(9_999, "Insufficient funds."), false, BrokerageErrorCode.InsufficientFunds },
        { 200, Said(9_999), true, BrokerageErrorCode.OrderRejected },
        { 500, Error(163), true, BrokerageErrorCode.BrokerUnavailable },
        { 500, Error(9_999), true, BrokerageErrorCode.BrokerUnavailable },
        { 500, Html, true, BrokerageErrorCode.BrokerUnavailable },
        { 400, Html, true, BrokerageErrorCode.InvalidRequest },
        { 503, "", true, BrokerageErrorCode.BrokerUnavailable },
        { 200, Html, true, BrokerageErrorCode.UnexpectedResponse },
        { 200, "", true, BrokerageErrorCode.UnexpectedResponse },
        { 200, "{}", true, BrokerageErrorCode.UnexpectedResponse },
        { 200, """{"PlaceOrderResponse":{"Order":[]}}""", true, BrokerageErrorCode.UnexpectedResponse },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Only_E_TRADE_s_own_words_prove_that_an_order_was_refused(int status, string body, bool isOpen, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Script("POST", TestHouse.Path("orders/place"), TestHouse.Text(body, status, "text/html"));

        var result = await house.SubmitAsync(Sample.Limit());

        var error = isOpen ? Assert.IsType<SubmitResult.OutcomeUnknown>(result).Cause : Assert.IsType<SubmitResult.Rejected>(result).Error;
        Assert.Equal(code, error.Code);
        Assert.Equal(1, house.Sent("POST", TestHouse.Path("orders/place")));
    }

    [Fact]
    public async Task A_refusal_inside_an_answer_of_200_is_a_refusal()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Answer("POST", TestHouse.Path("orders/place"), "Orders/POST-place-refused");

        Assert.Equal(BrokerageErrorCode.InsufficientShares, Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit())).Error.Code);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_the_attempt_is_spent()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset());
        var prepared = await house.PrepareAsync(Sample.Limit());

        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared, house.Stop));
        Assert.Equal(1, house.Sent("POST", TestHouse.Path("orders/place")));
    }

    [Fact]
    public async Task A_preview_whose_answer_is_lost_is_asked_for_again_within_the_limits_of_orders_and_the_answered_one_is_placed()
    {
        await using var house = new TestHouse(options => options.OrderRequestsPerSecond = 1);
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Script(
            "POST", TestHouse.Path("orders/preview"),
            TestHouse.Text(Fixture.Text("Errors/100-unavailable"), 500), ScriptedAnswer.Reset(), house.Ok("Orders/POST-preview"));
        var began = house.Clock.GetUtcNow();

        var prepared = await house.AdvanceAsync(house.PrepareAsync(Sample.Limit()));

        var sent = house.Requests.Where(request => request.Address.AbsolutePath.Contains("orders/preview", StringComparison.Ordinal)).Select(request => request.Text).ToList();
        Assert.Equal(3, sent.Count);
        Assert.All(sent, text => Assert.Equal(sent[0], text));
        Assert.Contains("2107445312207", prepared.Evidence, StringComparison.Ordinal);

        // The list and three previews, each counted for a second.
        Assert.True(house.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_preview_that_is_lost_each_time_is_no_order_and_the_wish_is_prepared_and_placed_later()
    {
        await using var house = new TestHouse();
        var isLost = true;
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Script("POST", TestHouse.Path("orders/preview"), ScriptedAnswer.From((_, _) => isLost
            ? throw new HttpRequestException(HttpRequestError.ResponseEnded)
            : Task.FromResult(new HttpResponseMessage { Content = new StringContent(Fixture.Text("Orders/POST-preview"), System.Text.Encoding.UTF8, "application/json") })));
        house.Answer("POST", TestHouse.Path("orders/place"), "Orders/POST-place");

        var lost = await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit()));
        Assert.Equal((Effect.None, true), (lost.Effect, lost.IsTransient));
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/place")));

        isLost = false;
        Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit()));
        Assert.Equal(1, house.Sent("POST", TestHouse.Path("orders/place")));
    }

    [Fact]
    public async Task A_preview_that_has_lapsed_is_not_sent_and_the_next_has_another_wire_id()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        var old = await house.PrepareAsync(Sample.Limit());
        house.Clock.Advance(TimeSpan.FromMinutes(3));

        var rejected = Assert.IsType<SubmitResult.Rejected>(await house.Trading.SubmitAsync(old, house.Stop));

        Assert.Equal((BrokerageErrorCode.PreparationExpired, RecoveryAction.PrepareAgain), (rejected.Error.Code, rejected.Error.Recovery));
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/place")));
        Assert.NotEqual(old.WireId, (await house.PrepareAsync(Sample.Limit())).WireId);
    }

    [Fact]
    public async Task Live_orders_need_the_switch()
    {
        await using var house = new TestHouse();
        var live = new BrokerEnvironment("live", EnvironmentKind.Live, house.Environment.Endpoints);
        house.With(context => context with { Environment = live, Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, house.Secrets(live)) });
        house.AnswerPreparation();

        var rejected = Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit()));

        Assert.Equal(BrokerageErrorCode.LiveTradingNotAllowed, rejected.Error.Code);
        Assert.Equal(BrokerageErrorCode.LiveTradingNotAllowed, Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)).Error.Code);
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/place")) + house.Sent("PUT", TestHouse.Path("orders/cancel")));
    }

    [Fact]
    public async Task What_another_adapter_prepared_is_not_taken()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        var prepared = await house.PrepareAsync(Sample.Limit());

        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared with { Evidence = "alpaca/1" }, house.Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared with { Evidence = "{\"version\":2}" }, house.Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared with { WireId = null }, house.Stop));
    }

    private static string Error(int code, string message = "Because.") => $$$"""{"Error":{"code":{{{code}}},"message":"{{{message}}}"}}""";

    private static string Said(int code, string message = "Because.") =>
        $$$$"""{"PlaceOrderResponse":{"MessageList":{"Message":[{"code":{{{{code}}}},"type":"ERROR","description":"{{{{message}}}}"}]}}}""";

    private static void AssertSame(TestHouse house)
    {
        var preview = JsonDocument.Parse(house.Only("POST", TestHouse.Path("orders/preview")).Text).RootElement.GetProperty("PreviewOrderRequest");
        var place = JsonDocument.Parse(house.Only("POST", TestHouse.Path("orders/place")).Text).RootElement.GetProperty("PlaceOrderRequest");
        Assert.Equal(Text(preview, "orderType"), Text(place, "orderType"));
        Assert.Equal(Text(preview, "clientOrderId"), Text(place, "clientOrderId"));
        Assert.Equal(preview.GetProperty("Order").GetRawText(), place.GetProperty("Order").GetRawText());
        Assert.Equal("""[{"previewId":2107445312207}]""", place.GetProperty("PreviewIds").GetRawText());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static OrderSpec Spec(string what)
    {
        var limit = Sample.Limit();
        var option = limit with { Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open)], Quantity = new OrderQuantity.Units(2m), Price = new PriceTerms.Limit(1.10m) };
        var spread = option with { Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open), new OrderLeg(Sample.HigherCall, Side.Sell, PositionEffect.Open)] };
        return what switch
        {
            "market" => limit with { Price = new PriceTerms.Market() },
            "limit gtc" => limit with { TimeInForce = TimeInForce.GoodTillCancelled },
            "limit ioc" => limit with { TimeInForce = TimeInForce.ImmediateOrCancel },
            "limit fok" => limit with { TimeInForce = TimeInForce.FillOrKill },
            "limit extended" => limit with { Sessions = Sessions.Extended },
            "stop" => limit with { Price = new PriceTerms.Stop(59.50m) },
            "stop limit" => limit with { Price = new PriceTerms.StopLimit(59.50m, 59.25m) },
            "trail" => limit with { Price = new PriceTerms.Trailing(2m, InPercent: false) },
            "trail percent" => limit with { Price = new PriceTerms.Trailing(0.05m, InPercent: true) },
            "open" => limit with { Price = new PriceTerms.Market(), TimeInForce = TimeInForce.AtOpen },
            "close limit" => limit with { TimeInForce = TimeInForce.AtClose },
            "option" => option,
            "option without effect" => option with { Legs = [new OrderLeg(Sample.Call, Side.Buy)] },
            "spread debit" => spread with { Price = new PriceTerms.Limit(0.40m) },
            "spread credit" => spread with { Price = new PriceTerms.Limit(-0.40m) },
            "spread even" => spread with { Price = new PriceTerms.Limit(0m) },
            "fund" => limit with { Legs = [new OrderLeg(new Instrument.Fund("VFIAX"), Side.Buy)], Price = new PriceTerms.Market() },
            "fraction" => limit with { Quantity = new OrderQuantity.Units(0.5m) },
            "gtd" => limit with { TimeInForce = TimeInForce.GoodTill(new DateOnly(2026, 12, 1)) },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }
}
