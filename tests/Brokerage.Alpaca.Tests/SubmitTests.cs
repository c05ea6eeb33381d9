using System.Text.Json.Nodes;
using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>From the wish to the answer: what leaves, how often, and what each answer proves.</summary>
public sealed class SubmitTests
{
    private const string Orders = "v2/orders";

    [Fact]
    public async Task A_limit_order_leaves_once_with_our_id_and_comes_back_received()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Orders/POST-order-limit");

        var placed = Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit()));

        var sent = house.Only("POST", Orders);
        AssertJson(
            """{"client_order_id":"0199a1b2c3d4e5f60718293a4b5c6d7e.1","symbol":"BRK.B","qty":"10","side":"buy","type":"limit","time_in_force":"day","limit_price":"455.25"}""",
            sent.Text);
        Assert.Equal("https://paper-api.alpaca.markets/v2/orders", sent.Address.AbsoluteUri);
        Assert.Equal(TestHouse.KeyId, sent.Headers["APCA-API-KEY-ID"]);
        Assert.Equal(TestHouse.SecretKey, sent.Headers["APCA-API-SECRET-KEY"]);
        var row = Assert.Single(placed.Orders);
        Assert.Equal((OrderRole.Single, Sample.OrderId), (row.Role, row.Order!.Value.Value));
        Assert.True(placed.VerdictPending);
        Assert.Equal(Sample.ClientId, placed.Snapshot!.ClientOrderId);
        Assert.Equal(OrderState.Received, placed.Snapshot.State.Value);
    }

    [Fact]
    public async Task A_prepared_order_creates_nothing()
    {
        await using var house = new TestHouse();

        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), withPreview: true, house.Token);

        Assert.All(house.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
        Assert.Equal("0199a1b2c3d4e5f60718293a4b5c6d7e.1", prepared.WireId);
        Assert.Equal(new Money(4552.5m, Currency.Usd), prepared.Preview!.EstimatedTotal);
        Assert.Equal(Support.Emulated, prepared.Preview.Source);
    }

    [Fact]
    public async Task One_attempt_is_submitted_once()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Orders/POST-order-limit");
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);
        await house.Trading.SubmitAsync(prepared, house.Token);

        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared, house.Token));

        Assert.Equal(1, house.Sent("POST", Orders));
    }

    [Fact]
    public async Task Many_submits_of_one_attempt_at_once_send_one_order()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Orders/POST-order-limit");
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await house.Trading.SubmitAsync(prepared, house.Token);
            }
            catch (ArgumentException)
            {
                return null;
            }
        })));

        Assert.Single(all, result => result is SubmitResult.Placed);
        Assert.Equal(1, house.Sent("POST", Orders));
    }

    [Fact]
    public async Task A_lost_answer_is_unknown_and_is_found_again_by_our_id()
    {
        await using var house = new TestHouse();
        house.Script("POST", Orders, ScriptedAnswer.Reset());
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/GET-order-new");

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await house.SubmitAsync(Sample.Limit()));
        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(unknown.Order, house.Token));

        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);
        Assert.Equal(1, house.Sent("POST", Orders));
        Assert.Equal(OrderState.Working, Assert.Single(found.Orders).State.Value);
        Assert.Equal("?client_order_id=0199a1b2c3d4e5f60718293a4b5c6d7e.1", house.Only("GET", "v2/orders:by_client_order_id").Address.Query);
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_not_seen_and_only_Alpacas_own_words_prove_it()
    {
        await using var house = new TestHouse();
        house.Script(
            "GET",
            "v2/orders:by_client_order_id",
            ScriptedAnswer.Json(404, Fixture.Text("Errors/404-order")),
            ScriptedAnswer.Content(404, "text/html", "<html>no such page</html>"u8.ToArray()));
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);

        Assert.True(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Token)).ProvesAbsence);
        Assert.False(Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, house.Token)).ProvesAbsence);
    }

    [Fact]
    public async Task A_taken_id_with_the_same_order_is_adopted()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Errors/422-duplicate", status: 422);
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/GET-order-new");

        var placed = Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit()));

        Assert.Equal(Sample.OrderId, Assert.Single(placed.Orders).Order!.Value.Value);
        Assert.Single(placed.Notices);
        Assert.False(placed.VerdictPending);
    }

    [Fact]
    public async Task A_taken_id_with_another_order_is_a_conflict()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Errors/422-duplicate", status: 422);
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/GET-order-new");

        var rejected = Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit(units: 11m)));

        Assert.Equal(BrokerageErrorCode.IdempotencyConflict, rejected.Error.Code);
    }

    [Fact]
    public async Task An_unreadable_answer_to_a_placement_is_unknown()
    {
        await using var house = new TestHouse();
        house.AnswerText("POST", Orders, """{"id":"2f9be6a1""");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.SubmitAsync(Sample.Limit()));
    }

    [Fact]
    public async Task An_answer_without_an_id_is_unknown()
    {
        await using var house = new TestHouse();
        house.AnswerText("POST", Orders, """{"status":"accepted"}""");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.SubmitAsync(Sample.Limit()));
    }

    [Fact]
    public async Task A_refused_connection_proves_that_nothing_was_placed()
    {
        await using var house = new TestHouse();
        house.Script("POST", Orders, ScriptedAnswer.Refused());

        // The pipeline waits between attempts that never left.
        var rejected = Assert.IsType<SubmitResult.Rejected>(await house.AdvanceAsync(house.SubmitAsync(Sample.Limit())));
        Assert.Equal(BrokerageErrorCode.ConnectionFailed, rejected.Error.Code);
        Assert.Equal(0, house.Sent("POST", Orders));
    }

    [Fact]
    public async Task A_caller_who_leaves_before_anything_was_sent_may_submit_the_same_attempt_later()
    {
        await using var house = new TestHouse();
        house.Answer("POST", Orders, "Orders/POST-order-limit");
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Trading.SubmitAsync(prepared, new CancellationToken(canceled: true)));

        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, house.Token));
    }

    [Fact]
    public async Task Somebody_elses_preparation_is_refused()
    {
        await using var house = new TestHouse();
        var prepared = await house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token);

        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared with { Evidence = "etrade/1" }, house.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.SubmitAsync(prepared with { WireId = null }, house.Token));
        var foreign = Sample.Ref with { Connection = ConnectionId.Parse("other") };
        await Assert.ThrowsAsync<ArgumentException>(
            () => house.Trading.SubmitAsync(prepared with { Intent = new OrderIntent.New(foreign, Sample.ClientId, new OrderPlan.Single(Sample.Limit())) }, house.Token));
        Assert.Equal(0, house.Sent("POST", Orders));
    }

    [Fact]
    public async Task An_order_of_another_connection_is_misuse_and_nothing_is_asked()
    {
        await using var house = new TestHouse();
        OrderRef[] foreign =
        [
            Sample.Order with { Account = Sample.Ref with { Connection = ConnectionId.Parse("other") } },
            Sample.Order with { Account = Sample.Ref with { Broker = BrokerId.Parse("etrade") } },
        ];

        foreach (var order in foreign)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.CancelAsync(order, house.Token));
            await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.GetOrderAsync(order, house.Token));
            await Assert.ThrowsAsync<ArgumentException>(() => house.Trading.ReplaceAsync(order, new OrderChange(TotalQuantity: 3m), house.Token));
        }

        Assert.Empty(house.Requests);
    }

    [Fact]
    public async Task What_the_rules_refuse_never_leaves()
    {
        await using var house = new TestHouse();
        var fillOrKill = Sample.Limit() with { TimeInForce = TimeInForce.GoodTill(new DateOnly(2026, 12, 18)) };

        var refused = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(fillOrKill)), cancellationToken: house.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, refused.Code);
        Assert.Equal(0, house.Sent("POST", Orders));
    }

    [Fact]
    public async Task An_unknown_symbol_is_refused_while_preparing()
    {
        await using var house = new TestHouse();
        house.Answer("GET", "v2/assets/ZZZZQX", "Errors/404-asset", status: 404);

        var refused = await Assert.ThrowsAsync<BrokerageException>(() => house.Trading.PrepareAsync(
            Sample.Intent(new OrderPlan.Single(OrderSpec.Limit(new Instrument.Equity("ZZZZQX"), Side.Buy, 1m, 1m))), cancellationToken: house.Token));

        Assert.Equal(BrokerageErrorCode.SymbolNotFound, refused.Code);
    }

    internal static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}\nbut was  {actual}");
}
