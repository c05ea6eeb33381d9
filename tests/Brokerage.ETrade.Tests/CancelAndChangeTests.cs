using System.Text.Json;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

public sealed class CancelAndChangeTests
{
    private static readonly OrderIntent Change = OrderIntent.Modify(Sample.Order("7101"), new OrderChange(Price: new PriceTerms.Limit(61.50m)), Sample.ClientId);

    [Theory]
    [InlineData("Orders/PUT-cancel-5011")]
    [InlineData("Orders/PUT-cancel-4186")]
    public async Task A_cancel_is_asked_for_not_done(string fixture)
    {
        await using var house = new TestHouse();
        house.Answer("PUT", TestHouse.Path("orders/cancel"), fixture);

        Assert.IsType<CancelResult.Requested>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop));
        Assert.Equal("""{"CancelOrderRequest":{"orderId":7101}}""", house.Only("PUT", TestHouse.Path("orders/cancel")).Text);
    }

    [Fact]
    public async Task Too_late_is_an_answer()
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), TestHouse.Text(Fixture.Text("Errors/5001-executing"), 400));
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order-filled");

        var final = Assert.IsType<CancelResult.AlreadyFinal>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop));

        Assert.Equal(OrderState.Filled, final.Order.State.Value);
    }

    [Fact]
    public async Task Refused_while_the_order_still_works_is_refused()
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), TestHouse.Text(Fixture.Text("Errors/5001-executing"), 400));
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order");

        Assert.Equal("5001", Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)).Error.BrokerCode);
    }

    [Fact]
    public async Task A_cancel_that_is_pending_already_was_asked_for()
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), TestHouse.Text(Fixture.Text("Errors/5003-pending"), 400));

        Assert.IsType<CancelResult.Requested>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_cancel_without_a_clear_answer_is_unknown_and_is_tried_again(int status)
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), status == 0 ? ScriptedAnswer.Reset() : TestHouse.Text(Fixture.Text("Errors/100-unavailable"), status));

        Assert.IsType<CancelResult.OutcomeUnknown>(await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)));
        Assert.Equal(3, house.Sent("PUT", TestHouse.Path("orders/cancel")));
    }

    [Fact]
    public async Task What_is_no_order_of_E_TRADE_s_is_not_found()
    {
        await using var house = new TestHouse();
        Assert.Equal(BrokerageErrorCode.OrderNotFound, Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order("abc"), house.Stop)).Error.Code);
    }

    [Fact]
    public async Task A_change_is_the_whole_order_again_and_gives_a_new_id()
    {
        await using var house = new TestHouse();
        AnswerChange(house);
        house.Answer("PUT", TestHouse.Path("orders/7101/change/place"), "Orders/PUT-change-place");

        var prepared = await house.Trading.PrepareAsync(Change, true, house.Stop);
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, house.Stop));

        Assert.Equal("7103", placed.Orders[0].Order?.Value);
        var order = JsonDocument.Parse(house.Only("PUT", TestHouse.Path("orders/7101/change/place")).Text).RootElement.GetProperty("PlaceOrderRequest").GetProperty("Order")[0];
        Assert.Equal(("61.5", "LIMIT", "10"), (order.GetProperty("limitPrice").GetString(), order.GetProperty("priceType").GetString(), order.GetProperty("Instrument")[0].GetProperty("quantity").GetString()));
    }

    [Theory]
    [InlineData("Orders/GET-order-filled", BrokerageErrorCode.OrderStateConflict)]
    [InlineData("Orders/GET-order-partial", BrokerageErrorCode.FeatureNotSupported)]
    public async Task An_order_that_is_filled_or_half_filled_is_not_changed(string fixture, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders/7101"), fixture);

        Assert.Equal(code, (await house.ErrorAsync(() => house.Trading.PrepareAsync(Change, false, house.Stop))).Code);
    }

    [Fact]
    public async Task A_change_is_of_prices_not_of_the_kind_of_an_order()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order");
        var other = OrderIntent.Modify(Sample.Order("7101"), new OrderChange(Price: new PriceTerms.Stop(60m)));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, (await house.ErrorAsync(() => house.Trading.PrepareAsync(other, false, house.Stop))).Code);
    }

    [Fact]
    public async Task A_change_that_is_still_being_worked_on_is_tried_again()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order");
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-after");
        house.Script("PUT", TestHouse.Path("orders/7101/change/preview"),
            TestHouse.Text("""{"Error":{"code":1524,"message":"The previous change is being processed."}}""", 400), house.Ok("Orders/POST-preview"));

        var prepared = await house.AdvanceAsync(house.Trading.PrepareAsync(Change, false, house.Stop));

        Assert.Equal(2, house.Sent("PUT", TestHouse.Path("orders/7101/change/preview")));
        Assert.InRange(house.Clock.GetUtcNow() - Sample.Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.NotNull(prepared.WireId);
    }

    [Theory]
    [InlineData(400, """{"Error":{"code":5001,"message":"This order is currently being executed or rejected."}}""")]
    [InlineData(400, """{"Error":{"code":167,"message":"It was executed in part."}}""")]
    [InlineData(200, """{"PlaceOrderResponse":{"MessageList":{"Message":[{"code":5001,"type":"ERROR","description":"It is being executed."}]}}}""")]
    public async Task A_change_that_finds_its_order_gone_may_have_been_made_by_its_own_copy(int status, string body)
    {
        await using var house = new TestHouse();
        AnswerChange(house);
        house.Script("PUT", TestHouse.Path("orders/7101/change/place"), TestHouse.Text(body, status));
        var prepared = await house.Trading.PrepareAsync(Change, true, house.Stop);

        var cause = Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop)).Cause;

        Assert.Equal((BrokerageErrorCode.OrderStateConflict, RecoveryAction.LookUpOrder), (cause.Code, cause.Recovery));
    }

    [Fact]
    public async Task A_cancel_that_is_refused_in_unknown_words_is_looked_up_at_once()
    {
        await using var house = new TestHouse();
        house.Script("PUT", TestHouse.Path("orders/cancel"), TestHouse.Text("""{"Error":{"code":9999,"message":"It is cancelled already."}}""", 400));
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order-filled");

        Assert.IsType<CancelResult.AlreadyFinal>(await house.Trading.CancelAsync(Sample.Order("7101"), house.Stop));
    }

    [Fact]
    public async Task A_lost_change_is_found_by_the_order_that_it_replaced()
    {
        await using var house = new TestHouse();
        AnswerChange(house, "Orders/GET-orders-after", "Orders/GET-order-replaced");
        house.Script("PUT", TestHouse.Path("orders/7101/change/place"), ScriptedAnswer.Reset());
        var prepared = await house.Trading.PrepareAsync(Change, false, house.Stop);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, house.Stop));

        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(OrderCodec.Decode(OrderCodec.Encode(prepared)), house.Stop));

        Assert.Equal(["7103", "7101"], found.Orders.Select(order => order.Ref.Order.Value));
        Assert.Equal(TimeSpan.Zero, found.VisibilityDelay);
    }

    private static void AnswerChange(TestHouse house, params string[] lists)
    {
        house.Answer("GET", TestHouse.Path("orders/7101"), "Orders/GET-order");
        house.Answer("GET", TestHouse.Path("orders"), lists.Length == 0 ? ["Orders/GET-orders-after"] : lists);
        house.Answer("PUT", TestHouse.Path("orders/7101/change/preview"), "Orders/POST-preview");
    }
}
