using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Changing a working order: a wish of its own, a new id, and what Alpaca cannot change.</summary>
public sealed class ReplaceTests
{
    private const string Path = "v2/orders/" + Sample.OrderId;

    [Fact]
    public async Task A_replacement_is_a_new_order_that_keeps_the_chain()
    {
        await using var house = new TestHouse();
        house.Answer("GET", Path, "Orders/GET-order-new");
        house.Answer("PATCH", Path, "Orders/PATCH-order");
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/PATCH-order");
        var intent = Intent(new OrderChange(TotalQuantity: 12m, Price: new PriceTerms.Limit(454.9m)));

        var prepared = await house.Trading.PrepareAsync(intent, cancellationToken: house.Token);
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, house.Token));
        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(prepared, house.Token));

        SubmitTests.AssertJson("""{"client_order_id":"0199a1b2c3d4e5f60718293a4b5c6d7f.1","qty":"12","limit_price":"454.9"}""", house.Only("PATCH", Path).Text);
        Assert.Equal("b5a0c1de-2b88-45f1-8c19-30d2d4a6e977", Assert.Single(placed.Orders).Order!.Value.Value);
        Assert.Equal(Sample.OrderId, placed.Snapshot!.Replaces!.Value.Value);
        Assert.True(placed.VerdictPending);
        Assert.Equal(["b5a0c1de-2b88-45f1-8c19-30d2d4a6e977", Sample.OrderId], found.Orders.Select(order => order.Ref.Order.Value));
    }

    [Theory]
    [InlineData("Orders/PATCH-order", 200, "Orders/GET-order-new", typeof(SubmitResult.Placed))]
    [InlineData("Orders/GET-order-new", 200, "Orders/GET-order-new", typeof(SubmitResult.OutcomeUnknown))]
    [InlineData(null, 404, "Orders/GET-order-new", typeof(SubmitResult.OutcomeUnknown))]
    [InlineData(null, 404, "Orders/GET-order-replaced", typeof(SubmitResult.OutcomeUnknown))]
    [InlineData(null, 404, "Orders/GET-order-filled", typeof(SubmitResult.Rejected))]
    [InlineData(null, 502, "Orders/GET-order-filled", typeof(SubmitResult.OutcomeUnknown))]
    public async Task A_change_that_is_refused_may_have_been_made_already(string? found, int status, string target, Type expected)
    {
        const string Refused = """{"code":42210000,"message":"unable to replace order in current state"}""";
        await using var house = new TestHouse();
        house.Script("GET", Path, ScriptedAnswer.Json(200, Fixture.Text("Orders/GET-order-new")), ScriptedAnswer.Json(200, Fixture.Text(target)));
        house.AnswerText("PATCH", Path, Refused, 422);
        house.AnswerText(
            "GET", "v2/orders:by_client_order_id", found is null ? """{"code":40410000,"message":"order not found"}""" : Fixture.Text(found), status);

        var prepared = await house.Trading.PrepareAsync(
            Intent(new OrderChange(TotalQuantity: 12m, Price: new PriceTerms.Limit(454.9m))), cancellationToken: house.Token);
        var submitting = house.Trading.SubmitAsync(prepared, house.Token);
        // Between the attempts of a look that fails.
        await Waiting.UntilAsync(() => submitting.IsCompleted, () =>
        {
            if (house.Clock.UntilNextTimer is { } due) house.Clock.Advance(due < TimeSpan.FromSeconds(2) ? due : TimeSpan.Zero);
        });

        Assert.IsType(expected, await submitting);
        Assert.Single(house.Requests, request => request.Method == HttpMethod.Patch);
    }

    [Theory]
    [InlineData("GET-order-filled", BrokerageErrorCode.OrderStateConflict)]
    [InlineData("GET-order-partially-filled", BrokerageErrorCode.FeatureNotSupported)]
    [InlineData("POST-order-notional", BrokerageErrorCode.FeatureNotSupported)]
    public async Task What_cannot_be_replaced_is_refused_before_anything_is_sent(string target, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Answer("GET", Path, $"Orders/{target}");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Intent(new OrderChange(TotalQuantity: 12m)), cancellationToken: house.Token));

        Assert.Equal(code, thrown.Code);
    }

    [Fact]
    public async Task A_change_that_is_there_in_other_terms_is_not_called_refused()
    {
        await using var house = new TestHouse();
        house.Answer("GET", Path, "Orders/GET-order-new");
        house.AnswerText("PATCH", Path, """{"code":42210000,"message":"unable to replace order in current state"}""", 422);
        house.Answer("GET", "v2/orders:by_client_order_id", "Orders/PATCH-order");
        var prepared = await house.Trading.PrepareAsync(Intent(new OrderChange(TotalQuantity: 13m)), cancellationToken: house.Token);

        Assert.Equal(Effect.Unknown, Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Token)).Cause.Effect);
    }

    [Fact]
    public async Task A_limit_does_not_become_a_stop()
    {
        await using var house = new TestHouse();
        house.Answer("GET", Path, "Orders/GET-order-new");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Intent(new OrderChange(Price: new PriceTerms.Stop(440m))), cancellationToken: house.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, thrown.Code);
    }

    [Fact]
    public async Task A_partly_filled_order_keeps_its_price_since_nobody_knows_what_the_new_one_would_be_of()
    {
        await using var house = new TestHouse();
        house.AnswerText("GET", Path, Fixture.Text("Orders/GET-order-new").Replace("\"filled_qty\": \"0\"", "\"filled_qty\": \"4\"", StringComparison.Ordinal));

        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Intent(new OrderChange(Price: new PriceTerms.Limit(454.9m))), cancellationToken: house.Token));

        Assert.Equal((BrokerageErrorCode.FeatureNotSupported, Effect.None), (thrown.Code, thrown.Error.Effect));
        Assert.DoesNotContain(house.Requests, request => request.Method == HttpMethod.Patch);
    }

    [Theory]
    [InlineData("\"trail_percent\": \"2\"", "1.5", false)]
    [InlineData("\"trail_price\": \"2\"", "0.05", true)]
    public async Task A_trail_keeps_its_unit(string trail, string distance, bool inPercent)
    {
        await using var house = new TestHouse();
        var stop = """{"id":"ID","client_order_id":"x","status":"new","symbol":"KO","asset_class":"us_equity","side":"sell","type":"trailing_stop","order_type":"trailing_stop","order_class":"","time_in_force":"gtc","qty":"10","filled_qty":"0",TRAIL}""";
        house.AnswerText("GET", Path, stop.Replace("ID", Sample.OrderId, StringComparison.Ordinal).Replace("TRAIL", trail, StringComparison.Ordinal));
        var other = new PriceTerms.Trailing(decimal.Parse(distance, System.Globalization.CultureInfo.InvariantCulture), inPercent);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Intent(new OrderChange(Price: other)), cancellationToken: house.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, thrown.Code);
        Assert.Contains("unit", thrown.Error.Message, StringComparison.Ordinal);
    }

    private static OrderIntent.Replace Intent(OrderChange change) =>
        new(Sample.Ref, ClientOrderId.Parse("0199a1b2c3d4e5f60718293a4b5c6d7f"), OrderId.Parse(Sample.OrderId), change);
}
