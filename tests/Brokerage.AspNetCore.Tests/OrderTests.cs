using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.AspNetCore.Orders;
using Brokerage.AspNetCore.Tests.Support;
using static Brokerage.AspNetCore.Tests.Support.WebScene;

namespace Brokerage.AspNetCore.Tests;

/// <summary>Orders from a page: prepared here, kept here, sent once.</summary>
public sealed class OrderTests : IAsyncDisposable
{
    private WebScene? _scene;
    private HttpClient? _ann;
    private string _id = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HttpClient Ann => _ann!;

    private ScriptedTrading Trading => (ScriptedTrading)_scene!.Broker.Made[^1].Trading!;

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null) await _scene.DisposeAsync();
    }

    [Fact]
    public async Task A_page_gets_an_id_and_nothing_that_was_prepared()
    {
        await StartAsync();

        var prepared = await PrepareAsync();

        Assert.Equal(["clientOrderId", "expiresAt", "preview"], prepared.AsObject().Select(member => member.Key));
        Assert.Equal(_scene!.Time.GetUtcNow() + TimeSpan.FromMinutes(5), prepared["expiresAt"]!.GetValue<DateTimeOffset>());
        Assert.Empty(Trading.Submitted);
    }

    [Fact]
    public async Task What_was_prepared_is_sent_to_the_digit()
    {
        await StartAsync();
        var order = Id(await PrepareAsync(OrderText.With(_id, """{"kind":"StopLimit","trigger":"412.3501","price":412.40}""", "\"0.123456789012345678\"", ",\"timeInForce\":{\"kind\":\"GoodTillDate\",\"until\":\"2026-03-20\"},\"sessions\":\"Pre,Regular\"")));

        var result = await SubmitAsync(order);

        Assert.Equal(("Placed", order, "77"), (Text(result, "result"), Text(result, "clientOrderId"), Text(result["orders"]![0]!, "orderId")));
        var spec = ((OrderPlan.Single)((OrderIntent.New)Assert.Single(Trading.Submitted).Intent).Plan).Spec;
        Assert.Equal(new OrderQuantity.Units(0.123456789012345678m), spec.Quantity);
        Assert.Equal(new PriceTerms.StopLimit(412.3501m, 412.40m), spec.Price);
        Assert.Equal(TimeInForce.GoodTill(new DateOnly(2026, 3, 20)), spec.TimeInForce);
        Assert.Equal(Sessions.Pre | Sessions.Regular, spec.Sessions);
        Assert.Equal(new OrderLeg(Instrument.Parse("BRK.B"), Side.Buy), Assert.Single(spec.Legs));
    }

    [Fact]
    public async Task A_bracket_is_a_plan()
    {
        await StartAsync();
        var body = """
            {"connectionId":"{id}","accountId":"A1","place":{"oneTriggers":{
              "first":{"legs":[{"instrument":"BRK.B","side":"Buy"}],"units":"1","price":{"kind":"Market"}},
              "then":{"oneCancels":[
                {"order":{"legs":[{"instrument":"BRK.B","side":"Sell"}],"units":"1","price":{"kind":"Limit","price":"450"}}},
                {"order":{"legs":[{"instrument":"BRK.B","side":"Sell"}],"units":"1","price":{"kind":"Trailing","distance":"0.05","inPercent":true}}}]}}}}
            """.Replace("{id}", _id, StringComparison.Ordinal);

        await SubmitAsync(Id(await PrepareAsync(body)));

        var sent = Assert.Single(Trading.Submitted).Intent;
        var expected = OrderIntent.Place(sent.Account, OrderPlan.Bracket(
            OrderSpec.Market(Instrument.Parse("BRK.B"), Side.Buy, 1m),
            OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Sell, 1m, 450m),
            OrderSpec.One(Instrument.Parse("BRK.B"), Side.Sell, 1m, new PriceTerms.Trailing(0.05m, InPercent: true))), sent.ClientOrderId);
        Assert.Equal(OrderCodec.Hash(expected), OrderCodec.Hash(sent));
    }

    [Fact]
    public async Task A_change_is_a_wish_too()
    {
        await StartAsync();
        var body = """{"connectionId":"{id}","accountId":"A1","change":{"orderId":"77","totalQuantity":"2","price":{"kind":"Limit","price":"410"}}}""".Replace("{id}", _id, StringComparison.Ordinal);

        await SubmitAsync(Id(await PrepareAsync(body)));

        var replace = Assert.IsType<OrderIntent.Replace>(Assert.Single(Trading.Submitted).Intent);
        Assert.Equal((OrderId.Parse("77"), new OrderChange(2m, new PriceTerms.Limit(410m))), (replace.Target, replace.Change));
    }

    [Theory]
    [InlineData("""{"kind":"Market","price":"400"}""", "\"1\"", "", "place.order.price")]
    [InlineData("""{"kind":"Limit"}""", "\"1\"", "", "place.order.price.price")]
    [InlineData("""{"kind":"Limit","price":"400","trigger":"390"}""", "\"1\"", "", "place.order.price")]
    [InlineData("""{"kind":"Limit","price":"400","limitPrice":"1"}""", "\"1\"", "", "$.place.order.price.limitPrice")]
    [InlineData("""{"kind":"Limit","price":"400","price":"4000"}""", "\"1\"", "", "$.place.order.price.price")]
    [InlineData("""{"kind":"limit","price":"400"}""", "\"1\"", "", "place.order.price.kind")]
    [InlineData("""{"kind":"Limit","price":"1e3"}""", "\"1\"", "", "$.place.order.price.price")]
    [InlineData("""{"kind":"Limit","price":"4,000"}""", "\"1\"", "", "$.place.order.price.price")]
    [InlineData("""{"kind":"Limit","price":"0.12345678901234567890123456789012"}""", "\"1\"", "", "$.place.order.price.price")]
    [InlineData("""{"kind":"Trailing","distance":"1","inPercent":false,"text":"x"}""", "\"1\"", "", "place.order.price")]
    [InlineData("""{"kind":"Other","text":"x"}""", "\"1\"", "", "place.order.price.kind")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"1\"", ",\"timeInForce\":{\"kind\":\"Day\",\"text\":\"x\"}", "place.order.timeInForce.until")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"0\"", "", "place.order.units")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"-1\"", "", "place.order.units")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "null", "", "place.order.units")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"1\"", ",\"cash\":{\"amount\":\"5\",\"currency\":\"USD\"}", "place.order.units")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"1\"", ",\"timeInForce\":{\"kind\":\"Unknown\"}", "place.order.timeInForce.kind")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"1\"", ",\"timeInForce\":{\"kind\":\"Day\",\"until\":\"2026-03-20\"}", "place.order.timeInForce.until")]
    [InlineData("""{"kind":"Limit","price":"400"}""", "\"1\"", ",\"sessions\":\"Everything\"", "place.order.sessions")]
    public async Task What_does_not_fit_is_refused_with_its_place(string price, string units, string more, string field)
    {
        await StartAsync();

        using var reply = await PostAsync("prepare", OrderText.With(_id, price, units, more));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(field, Text(JsonNode.Parse(await reply.Content.ReadAsStringAsync(Token))!, "field"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"oneCancels\":[]}")]
    [InlineData("{\"oneCancels\":[{},{}]}")]
    public async Task A_plan_of_nothing_is_refused(string plan)
    {
        await StartAsync();

        using var reply = await PostAsync("prepare", $$"""{"connectionId":"{{_id}}","accountId":"A1","place":{{plan}} }""");

        Assert.Equal((400, "InvalidRequest"), await ProblemAsync(reply));
    }

    [Fact]
    public async Task What_the_rules_refuse_is_a_problem_with_the_unified_code()
    {
        await StartAsync();
        await PrepareAsync();
        Trading.OnPrepare = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.InsufficientFunds) with { BrokerCode = "40310000", Field = "Plan.Spec.Quantity" });

        using var reply = await PostAsync("prepare", OrderText.Limit(_id));

        Assert.Equal((422, "InsufficientFunds"), await ProblemAsync(reply));
        var problem = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Token))!;
        Assert.Equal(("40310000", "Plan.Spec.Quantity", "Insufficient funds"), (Text(problem, "brokerCode"), Text(problem, "field"), Text(problem, "title")));
    }

    [Fact]
    public async Task However_often_a_page_submits_it_is_sent_once()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        var gate = new TaskCompletionSource();
        var trading = Trading;
        trading.OnSubmit = async (_, _) =>
        {
            await gate.Task;
            return ScriptedTrading.Placed("77");
        };

        var several = Enumerable.Range(0, 6).Select(_ => SubmitAsync(order)).ToList();
        gate.SetResult();
        var results = await Task.WhenAll(several);
        var late = await SubmitAsync(order);

        Assert.Single(trading.Submitted);
        Assert.All(results.Append(late), result => Assert.Equal(("Placed", "77"), (Text(result, "result"), Text(result["orders"]![0]!, "orderId"))));
    }

    [Fact]
    public async Task A_page_that_is_left_does_not_stop_an_order()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        var reached = new TaskCompletionSource<CancellationToken>();
        var gate = new TaskCompletionSource();
        Trading.OnSubmit = async (_, token) =>
        {
            reached.SetResult(token);
            await gate.Task;
            return ScriptedTrading.Placed("77");
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var left = Ann.PostAsJsonAsync("/brokerage/orders/submit", new { clientOrderId = order }, patience.Token);
        var token = await reached.Task.WaitAsync(Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.SetResult();

        Assert.False(token.CanBeCanceled);
        Assert.Equal("Placed", Text(await SubmitAsync(order), "result"));
        Assert.Single(Trading.Submitted);
    }

    [Fact]
    public async Task A_prepared_order_waits_for_its_time_and_no_longer()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        _scene!.Time.Advance(TimeSpan.FromMinutes(5));

        using var late = await PostAsync("submit", $$"""{"clientOrderId":"{{order}}"}""");
        using var never = await PostAsync("submit", """{"clientOrderId":"never-prepared"}""");
        using var none = await PostAsync("submit", """{"clientOrderId":"no id at all"}""");

        foreach (var reply in new[] { late, never, none }) Assert.Equal((409, "PreparationExpired"), await ProblemAsync(reply));
        Assert.Empty(Trading.Submitted);
    }

    [Theory]
    [InlineData("Placed", 30)]
    [InlineData("OutcomeUnknown", 30)]
    [InlineData("Rejected", 30)]
    [InlineData("NeedsConfirmation", 30)]
    [InlineData("Placed", 120)] // here it is forgotten by then, in the journal it is not
    [InlineData("OutcomeUnknown", 120)]
    [InlineData("Rejected", 120)]
    public async Task Whose_answer_was_lost_hears_it_after_the_order_s_time_too_and_is_never_told_to_prepare_it_again(string outcome, int minutes)
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        var trading = Trading;
        trading.OnFind = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable));
        trading.OnSubmit = (prepared, _) => Task.FromResult(outcome switch
        {
            "Placed" => ScriptedTrading.Placed("77"),
            "Rejected" => new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.InsufficientFunds)),
            "OutcomeUnknown" => ScriptedTrading.Unknown(prepared),
            _ => new SubmitResult.NeedsConfirmation(prepared, [new Question("q1", "fake", "Sure?", ["yes"])], null),
        });
        await SubmitAsync(order);
        _scene!.Time.Advance(TimeSpan.FromMinutes(minutes));
        await PrepareAsync();

        var again = await SubmitAsync(order);

        Assert.Equal((outcome, order), (Text(again, "result"), Text(again, "clientOrderId")));
        Assert.Equal(outcome switch { "Rejected" => "InsufficientFunds", "OutcomeUnknown" => "Timeout", _ => null }, again["error"]?["code"]?.GetValue<string>());
        if (outcome == "Placed") Assert.Equal("77", Text(again["orders"]![0]!, "orderId"));
        Assert.Single(trading.Submitted);
        using var bobs = await _scene.Browser("bob").PostAsJsonAsync("/brokerage/orders/submit", new { clientOrderId = order }, Token);
        Assert.Equal((409, "PreparationExpired"), await ProblemAsync(bobs));
    }

    [Fact]
    public async Task An_order_that_is_being_sent_when_its_time_ends_is_being_sent()
    {
        await StartAsync(options => options.PreparationsPerUser = 1);
        var order = Id(await PrepareAsync());
        var (trading, gate) = (Trading, new TaskCompletionSource());
        var reached = new TaskCompletionSource();
        trading.OnSubmit = async (_, _) =>
        {
            reached.SetResult();
            await gate.Task;
            return ScriptedTrading.Placed("77");
        };
        var first = SubmitAsync(order);
        await reached.Task.WaitAsync(Token);
        _scene!.Time.Advance(TimeSpan.FromMinutes(90));
        for (var i = 0; i < 3; i++) await PrepareAsync();

        var again = SubmitAsync(order);
        gate.SetResult();

        Assert.All(await Task.WhenAll(first, again), result => Assert.Equal("Placed", Text(result, "result")));
        Assert.Single(trading.Submitted);
    }

    [Fact]
    public async Task However_much_is_prepared_and_sent_after_it_what_was_sent_has_its_answer()
    {
        await StartAsync(options => options.PreparationsPerUser = 1);
        List<string> orders = [];
        for (var i = 0; i < 4; i++)
        {
            orders.Add(Id(await PrepareAsync()));
            await SubmitAsync(orders[^1]);
            _scene!.Time.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var order in orders) Assert.Equal(("Placed", "77"), (Text(await SubmitAsync(order), "result"), Text((await SubmitAsync(order))["orders"]![0]!, "orderId")));
        Assert.Equal(4, Trading.Submitted.Count);
    }

    [Fact]
    public async Task A_question_that_nobody_answered_for_hours_is_forgotten_and_nothing_was_sent()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        var trading = Trading;
        trading.OnSubmit = (prepared, _) => Task.FromResult<SubmitResult>(new SubmitResult.NeedsConfirmation(prepared, [new Question("q1", "fake", "Sure?", ["yes"])], null));
        await SubmitAsync(order);
        _scene!.Time.Advance(TimeSpan.FromHours(2));
        await PrepareAsync();

        using var late = await PostAsync("submit", $$"""{"clientOrderId":"{{order}}","approvals":[{"questionId":"q1","text":"Sure?","answer":"yes"}]}""");

        Assert.Equal((409, "PreparationExpired"), await ProblemAsync(late));
        Assert.Single(trading.Submitted);
    }

    [Fact]
    public void Who_found_an_order_before_it_was_given_up_does_not_send_it()
    {
        var order = new PreparedOrder { Intent = Make.Limit(Make.Ref("c")), Attempt = 1, Evidence = "", PreparedAt = Make.Noon };
        var waiting = new WaitingOrder("ann", order, Make.Noon);
        Assert.True(waiting.TryEnd());

        Assert.Null(waiting.TrySubmitAsync([], _ => throw new InvalidOperationException("It was sent.")));
    }

    [Fact]
    public async Task A_user_who_prepares_too_much_loses_the_oldest()
    {
        await StartAsync(options => options.PreparationsPerUser = 2);
        var first = Id(await PrepareAsync());
        _scene!.Time.Advance(TimeSpan.FromSeconds(1));
        var second = Id(await PrepareAsync());
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        var third = Id(await PrepareAsync());

        using var gone = await PostAsync("submit", $$"""{"clientOrderId":"{{first}}"}""");

        Assert.Equal((409, "PreparationExpired"), await ProblemAsync(gone));
        Assert.Equal(["Placed", "Placed"], [Text(await SubmitAsync(second), "result"), Text(await SubmitAsync(third), "result")]);
    }

    [Fact]
    public async Task A_question_is_answered_in_its_own_words_and_never_beforehand()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        Trading.OnSubmit = (prepared, _) => Task.FromResult<SubmitResult>(prepared.Approvals.Count == 0
            ? new SubmitResult.NeedsConfirmation(prepared with { Attempt = prepared.Attempt + 1 }, [new Question("q1", "fake", "Sure?", ["yes", "no"])], Make.Noon.AddMinutes(1))
            : ScriptedTrading.Placed("77"));

        var early = await SubmitAsync(order, Approval("q1", "Sure?", "yes"));
        var without = await SubmitAsync(order);
        var wrongWords = await SubmitAsync(order, Approval("q1", "Surely?", "yes"));
        var wrongAnswer = await SubmitAsync(order, Approval("q1", "Sure?", "perhaps"));
        var sent = Trading.Submitted.Count;
        var answered = await SubmitAsync(order, Approval("q1", "Sure?", "yes"));
        var again = await SubmitAsync(order, Approval("q1", "Sure?", "yes"));

        Assert.All([early, without, wrongWords, wrongAnswer], result => Assert.Equal(("NeedsConfirmation", "Sure?"), (Text(result, "result"), Text(result["questions"]![0]!, "text"))));
        Assert.Equal((1, 2), (sent, Trading.Submitted.Count));
        Assert.Equal(("Placed", "Placed"), (Text(answered, "result"), Text(again, "result")));
        var approval = Assert.Single(Trading.Submitted[1].Approvals);
        Assert.Equal(("q1", "Sure?", "yes", "ann", _scene!.Time.GetUtcNow()), (approval.QuestionId, approval.Text, approval.Answer, approval.By, approval.At));
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_never_sent_again()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        Trading.OnSubmit = (prepared, _) => Task.FromResult(ScriptedTrading.Unknown(prepared));

        var result = await SubmitAsync(order);
        var again = await SubmitAsync(order);
        using var wish = await Ann.GetAsync($"/brokerage/orders/{order}", Token);

        Assert.Equal(("OutcomeUnknown", "OutcomeUnknown"), (Text(result, "result"), Text(again, "result")));
        Assert.Equal(("Timeout", "Unknown", "LookUpOrder"), (Text(result["error"]!, "code"), Text(result["error"]!, "effect"), Text(result["error"]!, "recovery")));
        Assert.Equal(("Unknown", _id, "A1"), (Text(await JsonAsync(wish), "state"), Text(await JsonAsync(wish), "connectionId"), Text(await JsonAsync(wish), "accountId")));
        Assert.Single(Trading.Submitted);
    }

    [Fact]
    public async Task A_rejection_is_an_answer()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        Trading.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.MarketClosed)));

        var result = await SubmitAsync(order);

        Assert.Equal(("Rejected", "MarketClosed", "WaitForOpen"), (Text(result, "result"), Text(result["error"]!, "code"), Text(result["error"]!, "recovery")));
    }

    [Fact]
    public async Task What_was_prepared_through_a_connection_ends_with_it()
    {
        await StartAsync();
        var order = Id(await PrepareAsync());
        var trading = Trading;
        using (await Ann.DeleteAsync($"/brokerage/connections/{_id}", Token))
        {
        }

        using var reply = await PostAsync("submit", $$"""{"clientOrderId":"{{order}}"}""");

        Assert.Equal((404, "AccountNotFound"), await ProblemAsync(reply));
        Assert.Empty(trading.Submitted);
    }

    [Fact]
    public async Task Open_orders_are_read_as_the_tree_that_they_are()
    {
        await StartAsync();
        await PrepareAsync();
        var account = Make.Ref(_id);
        OrderRef Ref(string id) => new(account, OrderId.Parse(id));
        Trading.OnList = () =>
        [
            ScriptedTrading.Order(Ref("1"), OrderState.PartiallyFilled, ClientOrderId.Parse("mine")) with
            {
                Quantity = new OrderQuantity.Units(3m),
                Filled = 1.5m,
                AveragePrice = 400.10m,
                Legs = [new OrderLegState { Leg = new OrderLeg(Instrument.Parse("AAPL  250117C00190000"), Side.Sell, PositionEffect.Open, 2), Filled = 3m }],
                Children =
                [
                    ScriptedTrading.Order(Ref("1#2"), OrderState.Held) with
                    {
                        IsAddressable = false,
                        Parent = OrderId.Parse("1"),
                        Price = new PriceTerms.Other("HIDDEN_STOP"),
                        TimeInForce = new TimeInForce(TimeInForceKind.Unknown, Text: "GTX"),
                        Quantity = new OrderQuantity.Cash(Money.Usd(12.50m)),
                        Reasons = [Make.Error(BrokerageErrorCode.MarketClosed)],
                    },
                ],
            },
        ];

        using var reply = await Ann.GetAsync($"/brokerage/orders?connection={_id}&account=A1", Token);

        var list = await JsonAsync(reply);
        var order = list["orders"]![0]!;
        var child = order["children"]![0]!;
        Assert.True(list["isComplete"]!.GetValue<bool>());
        Assert.Equal(("1", "mine", "PartiallyFilled", "3", "1.5", "400.10"), (Text(order, "orderId"), Text(order, "clientOrderId"), Text(order, "state"), Text(order, "units"), Text(order, "filled"), Text(order, "averagePrice")));
        Assert.Equal(("AAPL  250117C00190000", "Sell", "Open", 2), (Text(order["legs"]![0]!, "instrument"), Text(order["legs"]![0]!, "side"), Text(order["legs"]![0]!, "effect"), order["legs"]![0]!["ratio"]!.GetValue<int>()));
        Assert.Equal(("Limit", "400"), (Text(order["price"]!, "kind"), Text(order["price"]!, "price")));
        Assert.Equal(("1", "Other", "HIDDEN_STOP", "GTX", "12.50", "MarketClosed"), (Text(child, "parentId"), Text(child["price"]!, "kind"), Text(child["price"]!, "text"), Text(child["timeInForce"]!, "text"), Text(child["cash"]!, "amount"), Text(child["reasons"]![0]!, "code")));
        Assert.False(child["isAddressable"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?account=A1")]
    [InlineData("?connection=unknown&account=A1")]
    public async Task Orders_of_what_is_not_there_are_not_listed(string query)
    {
        await StartAsync();

        using var reply = await Ann.GetAsync("/brokerage/orders" + query, Token);

        Assert.Equal((404, "AccountNotFound"), await ProblemAsync(reply));
    }

    [Fact]
    public async Task A_cancel_has_four_ends()
    {
        await StartAsync();
        await PrepareAsync();
        var final = ScriptedTrading.Order(new OrderRef(Make.Ref(_id), OrderId.Parse("2")), OrderState.Filled);

        foreach (var (order, result, expected) in new (string, CancelResult, string)[]
        {
            ("1", new CancelResult.Requested(), "Requested"),
            ("2", new CancelResult.AlreadyFinal(final), "AlreadyFinal"),
            ("3", new CancelResult.Refused(Make.Error(BrokerageErrorCode.OrderStateConflict)), "Refused"),
            ("4", new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout)), "OutcomeUnknown"),
        })
        {
            Trading.OnCancel = asked => asked.Order.Value == order ? result : throw new InvalidOperationException();
            using var reply = await PostAsync("cancel", $$"""{"connectionId":"{{_id}}","accountId":"A1","orderId":"{{order}}"}""");
            var told = await JsonAsync(reply);
            Assert.Equal(expected, Text(told, "result"));
            Assert.Equal(expected switch { "Refused" => "OrderStateConflict", "OutcomeUnknown" => "Timeout", _ => null }, told["error"]?["code"]?.GetValue<string>());
            Assert.Equal(expected == "AlreadyFinal" ? "Filled" : null, told["order"]?["state"]?.GetValue<string>());
        }
    }

    private async Task StartAsync(Action<BrokerageEndpointOptions>? configure = null)
    {
        _scene = await WebScene.StartAsync(configure);
        _ann = _scene.Browser("ann");
        _id = await ConnectAsync(_ann);
    }

    private static object Approval(string questionId, string text, string answer) => new { questionId, text, answer };

    private async Task<JsonNode> PrepareAsync(string? body = null)
    {
        using var reply = await PostAsync("prepare", body ?? OrderText.Limit(_id));
        return await JsonAsync(reply);
    }

    private async Task<JsonNode> SubmitAsync(string order, params object[] approvals)
    {
        using var reply = await Ann.PostAsJsonAsync("/brokerage/orders/submit", new { clientOrderId = order, approvals }, Token);
        return await JsonAsync(reply);
    }

    private Task<HttpResponseMessage> PostAsync(string what, string body) =>
        Ann.PostAsync($"/brokerage/orders/{what}", new StringContent(body, Encoding.UTF8, "application/json"), Token);

    private static string Id(JsonNode prepared) => Text(prepared, "clientOrderId");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
