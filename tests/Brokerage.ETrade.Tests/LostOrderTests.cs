using System.Text.Json.Nodes;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>What proves that a lost order is there, and what that it is not: a mistake here is a second order, or none.</summary>
public sealed class LostOrderTests
{
    private static readonly OrderIntent Change = OrderIntent.Modify(Sample.Order("7101"), new OrderChange(Price: new PriceTerms.Limit(61.50m)), Sample.ClientId);

    [Theory]
    [InlineData("trail")]
    [InlineData("several")]
    [InlineData("hidden")]
    [InlineData("session")]
    public async Task An_order_that_reads_otherwise_than_it_was_sent_keeps_absence_unproven(string how)
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(order => Disguise(order, how)));

        var missing = Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop));

        Assert.False(missing.ProvesAbsence);
    }

    [Theory]
    [InlineData("symbol", "PEP")]
    [InlineData("orderAction", "SELL")]
    [InlineData("orderedQuantity", "11")]
    public async Task Orders_that_are_surely_others_leave_absence_proven(string what, string value)
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(order =>
        {
            var instrument = Leg(order);
            (what == "symbol" ? instrument["Product"]!.AsObject() : instrument)[what] = value;
        }));

        Assert.True(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Fact]
    public async Task An_option_whose_row_cannot_be_named_may_be_ours()
    {
        await using var house = new TestHouse();
        var spec = Sample.Limit(2m, 1.10m) with { Legs = [new OrderLeg(Sample.Call, Side.Buy, PositionEffect.Open)] };
        var prepared = await LoseAsync(house, After(order =>
        {
            order["orderType"] = "OPTN";
            Leg(order)["orderedQuantity"] = 2;
            Leg(order)["orderAction"] = "BUY_OPEN";
            Leg(order)["Product"] = new JsonObject { ["symbol"] = "KO", ["securityType"] = "OPTN" };
        }), spec);

        Assert.False(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(30)]
    public async Task The_same_order_placed_at_another_time_is_not_taken_for_ours(int minutes)
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(order => Detail(order)["placedTime"] = Sample.Now.AddMinutes(minutes).ToUnixTimeMilliseconds()));

        Assert.False(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task The_list_that_is_to_prove_an_absence_begins_by_E_TRADE_s_days(int hoursAhead)
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(_ => { }));
        var lateOnMonday = new DateTimeOffset(2026, 11, 17, 3, 30, 0, TimeSpan.Zero);
        var evidence = JsonNode.Parse(prepared.Evidence)!;
        evidence["began"] = lateOnMonday.ToUnixTimeMilliseconds();

        await house.Trading.FindAsync(prepared with { PreparedAt = lateOnMonday.AddHours(hoursAhead), Evidence = evidence.ToJsonString() }, house.Stop);

        Assert.Contains("fromDate=11152026&toDate=11192026", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_an_old_order_with_our_terms_is_no_new_order()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(order => Detail(order)["replacesOrderId"] = 7100));

        Assert.True(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Fact]
    public async Task An_order_that_E_TRADE_gave_to_another_wish_is_not_ours()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), house.Ok("Orders/GET-orders-before"), TestHouse.Text(After(_ => { })));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset(), house.Ok("Orders/POST-place"));
        var lost = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(lost, house.Stop));
        var twin = await house.Trading.PrepareAsync(Sample.Intent(Sample.Limit()) with { ClientOrderId = ClientOrderId.Parse("0199a1b2c3d4e5f60718293a4b5c6d7f") }, false, house.Stop);
        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(twin, house.Stop));

        Assert.True(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(lost, house.Stop)).ProvesAbsence);
        Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(twin, house.Stop));
    }

    [Fact]
    public async Task What_may_be_ours_too_beside_the_one_that_fits_leaves_more_than_that_one_open()
    {
        await using var house = new TestHouse();
        var list = JsonNode.Parse(After(_ => { }))!;
        var orders = list["OrdersResponse"]!["Order"]!.AsArray();
        var disguised = orders[0]!.DeepClone();
        disguised["orderId"] = 7102;
        Disguise(disguised, "hidden");
        orders.Add(disguised);
        var prepared = await LoseAsync(house, list.ToJsonString());

        Assert.False(Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(prepared, house.Stop)).IsExhaustive);
    }

    [Theory]
    [InlineData("61.50", true)]
    [InlineData("61.40", false)]
    public async Task A_change_that_somebody_else_made_has_other_terms_than_ours(string price, bool isOurs)
    {
        await using var house = new TestHouse();
        var later = JsonNode.Parse(Fixture.Text("Orders/GET-order-replaced"))!;
        Detail(later["OrdersResponse"]!["Order"]![0]!)["limitPrice"] = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        house.Script("GET", TestHouse.Path("orders/7101"), house.Ok("Orders/GET-order"), house.Ok("Orders/GET-order"));
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-after"), TestHouse.Text(later.ToJsonString()));
        house.Answer("PUT", TestHouse.Path("orders/7101/change/preview"), "Orders/POST-preview");
        house.Script("PUT", TestHouse.Path("orders/7101/change/place"), ScriptedAnswer.Reset());
        var prepared = await house.Trading.PrepareAsync(Change, false, house.Stop);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        var sighting = await house.Trading.FindAsync(prepared, house.Stop);

        Assert.Equal(isOurs, sighting is Sighting.Found);
        Assert.True(isOurs || sighting is Sighting.NotSeen { ProvesAbsence: false });
    }

    [Theory]
    [InlineData("OPEN", false)]
    [InlineData("CANCELLED", true)]
    public async Task A_change_by_its_terms_alone_is_found_only_when_its_order_has_gone(string target, bool isFound)
    {
        await using var house = new TestHouse();
        var later = JsonNode.Parse(Fixture.Text("Orders/GET-order-replaced"))!;
        Detail(later["OrdersResponse"]!["Order"]![0]!).Remove("replacesOrderId");
        house.Script("GET", TestHouse.Path("orders/7101"), house.Ok("Orders/GET-order"), TestHouse.Text(Fixture.Text("Orders/GET-order").Replace("\"OPEN\"", $"\"{target}\"", StringComparison.Ordinal)));
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-after"), TestHouse.Text(later.ToJsonString()));
        house.Answer("PUT", TestHouse.Path("orders/7101/change/preview"), "Orders/POST-preview");
        house.Script("PUT", TestHouse.Path("orders/7101/change/place"), ScriptedAnswer.Reset());
        var prepared = await house.Trading.PrepareAsync(Change, false, house.Stop);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        var sighting = await house.Trading.FindAsync(prepared, house.Stop);

        Assert.Equal(isFound, sighting is Sighting.Found);
        Assert.True(sighting is Sighting.Found or Sighting.NotSeen { ProvesAbsence: false });
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_stops_no_other_order()
    {
        await using var house = new TestHouse();
        var before = JsonNode.Parse(Fixture.Text("Orders/GET-orders-before"))!;
        Leg(before["OrdersResponse"]!["Order"]![0]!).Remove("filledQuantity");
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text(before.ToJsonString()));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset());

        var prepared = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        Assert.True(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Fact]
    public async Task A_new_row_that_cannot_be_read_may_be_ours()
    {
        await using var house = new TestHouse();
        var prepared = await LoseAsync(house, After(order => Leg(order).Remove("filledQuantity")));

        Assert.False(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Stop)).ProvesAbsence);
    }

    [Fact]
    public async Task After_a_proven_refusal_the_wish_is_prepared_and_sent_again_without_a_journal()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Script("POST", TestHouse.Path("orders/place"), TestHouse.Text("""{"Error":{"code":1021,"message":"Insufficient funds."}}""", 400), house.Ok("Orders/POST-place"));
        var first = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.Rejected>(await house.Trading.SubmitAsync(first, house.Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(first, house.Stop));

        var again = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(again, house.Stop));

        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(again, house.Stop));
        var third = await house.PrepareAsync(Sample.Limit());
        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(third, house.Stop));
        Assert.Equal(2, house.Sent("POST", TestHouse.Path("orders/place")));
    }

    [Fact]
    public async Task Who_has_the_proof_that_an_attempt_left_no_order_counts_on()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset(), house.Ok("Orders/POST-place"));
        var prepared = await house.PrepareAsync(Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared with { Attempt = 2 }, house.Stop));
    }

    [Fact]
    public async Task Attempts_are_forgotten_after_two_days()
    {
        await using var house = new TestHouse();
        house.AnswerPreparation();
        var prepared = await house.PrepareAsync(Sample.Limit());
        var sent = new SubmittedOrders(house.Clock);
        Assert.True(sent.TryAdd(prepared));
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(sent.TryAdd(prepared));

        house.Clock.Advance(TimeSpan.FromDays(2));

        Assert.True(sent.TryAdd(prepared));
        Assert.Equal(1, sent.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"CancelOrderResponse":{}}""")]
    [InlineData("""{"CancelOrderResponse":{"orderId":7999,"Messages":{"Message":[{"code":5011,"type":"WARNING"}]}}}""")]
    [InlineData("""{"Error":{"code":100,"message":"Not available"}}""")]
    [InlineData("<html>One moment</html>")]
    public async Task A_cancel_that_is_answered_with_something_else_is_unknown(string body)
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), TestHouse.Text(body));

        var unknown = Assert.IsType<CancelResult.OutcomeUnknown>(await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)));

        Assert.Equal((BrokerageErrorCode.UnexpectedResponse, Effect.Unknown), (unknown.Cause.Code, unknown.Cause.Effect));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(401, false)]
    public async Task A_cancel_goes_out_although_the_accounts_cannot_be_listed(int status, bool isSent)
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", TestHouse.Text(status == 401 ? "oauth_problem=token_rejected" : Fixture.Text("Errors/100-unavailable"), status));
        house.Answer("PUT", TestHouse.Path("orders/cancel"), "Orders/PUT-cancel-5011");

        var result = await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop));

        Assert.Equal(isSent, result is CancelResult.Requested);
        Assert.Equal(isSent ? 1 : 0, house.Sent("PUT", TestHouse.Path("orders/cancel")));
    }

    [Fact]
    public async Task A_cancel_goes_out_although_the_line_to_the_accounts_breaks()
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", ScriptedAnswer.Reset());
        house.Answer("PUT", TestHouse.Path("orders/cancel"), "Orders/PUT-cancel-5011");

        Assert.IsType<CancelResult.Requested>(await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)));
        Assert.Equal(1, house.Sent("PUT", TestHouse.Path("orders/cancel")));
    }

    [Theory]
    [InlineData("\"allOrNone\": false,", "\"allOrNone\": false, \"routingDestination\": \"NYSE\",")]
    [InlineData("\"orderAction\"", "\"reserveOrder\": true, \"orderAction\"")]
    [InlineData("\"orderAction\"", "\"Lots\": {\"Lot\": [{\"id\": 551, \"size\": 5}]}, \"orderAction\"")]
    [InlineData("\"marketSession\": \"REGULAR\"", "\"marketSession\": \"OVERNIGHT\"")]
    public async Task A_change_that_would_lose_something_is_refused(string from, string to)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders/7101"), TestHouse.Text(Fixture.Text("Orders/GET-order").Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => house.Trading.PrepareAsync(Change, false, house.Stop))).Code);
        Assert.Equal(0, house.Sent("PUT", TestHouse.Path("orders/7101/change/preview")));
    }

    [Theory]
    [InlineData("BRK.B", "BRKB--270115C00070000", "BRKB", "BRK.B")]
    [InlineData("SPX", "SPXW--270108C00070000", "SPXW", "SPX")]
    [InlineData("SPX", "SPXW--270115C00070000", "SPXW", null)]   // the day on which SPX has options of its own
    [InlineData("KO", "KO1---270115C00070000", "KO1", null)]
    [InlineData("KO1", "KO1---270115C00070000", "KO1", "KO1")]
    [InlineData("KO", "", "KO", "KO")]
    public async Task An_option_that_is_held_is_closed_by_the_symbol_that_E_TRADE_names_it_by(string symbol, string osiKey, string root, string? sent)
    {
        var day = osiKey.Contains("270108", StringComparison.Ordinal) ? 8 : 15;
        await using var house = new TestHouse(options => options.AllowUnverified = true);
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text($$$"""
            {"PortfolioResponse":{"AccountPortfolio":[{"Position":[{"positionId":1,"quantity":3,"positionType":"LONG","osiKey":"{{{osiKey}}}",
            "Product":{"symbol":"{{{symbol}}}","securityType":"OPTN","callPut":"CALL","expiryYear":2027,"expiryMonth":1,"expiryDay":{{{day}}},"strikePrice":70}}]}]}}
            """));
        house.AnswerPreparation();
        var held = Assert.IsType<Instrument.Option>(Assert.Single((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)).Items).Instrument);
        Assert.Equal(root, held.Root);
        var spec = Sample.Limit(3m, 1.10m) with { Legs = [new OrderLeg(held, Side.Sell, PositionEffect.Close)] };

        if (sent is null)
        {
            Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => house.PrepareAsync(spec))).Code);
            return;
        }

        await house.PrepareAsync(spec);
        Assert.Contains($"\"symbol\":\"{sent}\"", house.Only("POST", TestHouse.Path("orders/preview")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adjusted_contract_that_was_never_seen_is_not_ordered()
    {
        await using var house = new TestHouse(options => options.AllowUnverified = true);
        house.AnswerPreparation();
        var adjusted = new Instrument.Option("KO1", Sample.Call.Expires, 70m, IsCall: true);

        var error = await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit(3m, 1.10m) with { Legs = [new OrderLeg(adjusted, Side.Sell, PositionEffect.Close)] }));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, error.Code);
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/preview")));
    }

    private static void Disguise(JsonNode order, string how)
    {
        switch (how)
        {
            case "trail":
                Detail(order)["priceType"] = "TRAILING_STOP_CNST";
                Detail(order)["stopLimitPrice"] = 0.5;
                break;
            case "several":
                order["OrderDetail"]!.AsArray().Add(order["OrderDetail"]![0]!.DeepClone());
                break;
            case "hidden":
                Detail(order)["priceType"] = "HIDDEN_STOP";
                break;
            default:
                Detail(order)["marketSession"] = "OVERNIGHT";
                break;
        }
    }

    // The list afterwards, with the new order changed.
    private static string After(Action<JsonNode> change)
    {
        var list = JsonNode.Parse(Fixture.Text("Orders/GET-orders-after"))!;
        change(list["OrdersResponse"]!["Order"]![0]!);
        return list.ToJsonString();
    }

    private static JsonObject Detail(JsonNode order) => order["OrderDetail"]![0]!.AsObject();

    private static JsonObject Leg(JsonNode order) => Detail(order)["Instrument"]![0]!.AsObject();

    private static async Task<PreparedOrder> LoseAsync(TestHouse house, string after, OrderSpec? spec = null)
    {
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), TestHouse.Text(after));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.Script("POST", TestHouse.Path("orders/place"), ScriptedAnswer.Reset());
        var prepared = await house.PrepareAsync(spec ?? Sample.Limit());
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));
        return OrderCodec.Decode(OrderCodec.Encode(prepared));
    }
}
