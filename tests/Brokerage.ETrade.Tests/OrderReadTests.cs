using System.Text.Json.Nodes;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

public sealed class OrderReadTests
{
    private static readonly HistoryQuery LastDays = new(Sample.Account, Sample.Now.AddDays(-3), Sample.Now);

    [Fact]
    public async Task Open_orders_are_asked_for_by_each_word_that_an_open_one_may_stand_under()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders") , "Orders/GET-orders-before");

        var open = await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop);

        Assert.Equal("7100", Assert.Single(open.Items).Ref.Order.Value);
        Assert.Equal(["OPEN", "INDIVIDUAL_FILLS", "CANCEL_REQUESTED", "OPEN"], house.Requests.Where(request => request.Address.Query.Contains("status=", StringComparison.Ordinal))
            .Select(request => request.Address.Query.Split("status=")[1].Split('&')[0]));
    }

    [Fact]
    public async Task An_order_whose_cancel_is_refused_while_the_lists_are_read_is_not_missed()
    {
        await using var house = new TestHouse();

        // At the first look its cancel is asked for, at the third it is open again.
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.Empty(204), ScriptedAnswer.Empty(204), ScriptedAnswer.Empty(204), house.Ok("Orders/GET-orders-before"));

        Assert.Equal("7100", Assert.Single((await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop)).Items).Ref.Order.Value);
    }

    [Fact]
    public async Task A_marker_that_leads_nowhere_new_is_the_end()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders");

        var open = await house.AdvanceAsync(house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop));

        // Four lists, and for each the page that repeats what the first has shown.
        Assert.Equal(8, house.Sent("GET", TestHouse.Path("orders")));
        Assert.True(open.IsComplete);
        Assert.Equal(["7210", "7206", "7203", "7201", "7199", "7198"], open.Items.Select(order => order.Ref.Order.Value));
    }

    [Fact]
    public async Task History_goes_on_by_its_marker_and_repeats_no_row()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders", "Orders/GET-orders-last");

        var first = await house.Trading.GetOrderHistoryAsync(LastDays, house.Stop);
        var second = await house.Trading.GetOrderHistoryAsync(LastDays with { Cursor = first.Next }, house.Stop);

        Assert.Equal(13, first.Items.Count);
        Assert.Equal("7197", Assert.Single(second.Items).Ref.Order.Value);
        Assert.Null(second.Next);
        Assert.Contains("fromDate=11162026&toDate=11192026", house.Requests[^1].Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_of_a_page_that_repeats_itself_ends()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders");

        var first = await house.Trading.GetOrderHistoryAsync(LastDays, house.Stop);
        var second = await house.Trading.GetOrderHistoryAsync(LastDays with { Cursor = first.Next }, house.Stop);

        Assert.Empty(second.Items);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task An_order_whose_own_address_is_not_available_is_found_in_the_list(int status)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders/7101"), TestHouse.Text(Fixture.Text("Errors/100-unavailable"), status));
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-after");

        var order = await house.AdvanceAsync(house.Trading.GetOrderAsync(Sample.Order("7101"), house.Stop));

        Assert.Equal("7101", order.Ref.Order.Value);
    }

    [Fact]
    public async Task An_order_that_nobody_lists_is_not_found()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders/1"), ScriptedAnswer.Empty(204));
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.Empty(204));

        Assert.Equal(BrokerageErrorCode.OrderNotFound, (await house.ErrorAsync(() => house.Trading.GetOrderAsync(Sample.Order("1"), house.Stop))).Code);
    }

    [Fact]
    public async Task A_quantity_beyond_reckoning_is_told_as_it_came()
    {
        await using var house = new TestHouse();
        var text = Fixture.Text("Orders/GET-orders-before").Replace("\"filledQuantity\": 0.0", "\"filledQuantity\": 79228162514264337593543950335", StringComparison.Ordinal);
        house.Script("GET", TestHouse.Path("orders/7100"), TestHouse.Text(text));

        Assert.Equal(decimal.MaxValue, (await house.Trading.GetOrderAsync(Sample.Order("7100"), house.Stop)).Filled);
    }

    [Fact]
    public async Task Where_the_next_page_begins_is_read_from_its_address_too()
    {
        await using var house = new TestHouse();
        house.Script(
            "GET", TestHouse.Path("orders"),
            TestHouse.Text(Page("""{}""", "https://127.0.0.1/v1/accounts/x/orders?count=100&marker=7100%5F1")), ScriptedAnswer.Empty(204), ScriptedAnswer.Empty(204), ScriptedAnswer.Empty(204));

        await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop);

        Assert.Contains(house.Requests, request => request.Address.Query.Contains("marker=7100_1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_leads_on_to_nowhere_is_not_the_end_of_the_list()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text(Page("null", "https://127.0.0.1/v1/accounts/x/orders?count=100")));

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await house.ErrorAsync(() => house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop))).Code);
    }

    [Fact]
    public async Task A_page_of_history_whose_first_row_tells_no_id_repeats_no_other()
    {
        await using var house = new TestHouse();
        house.Script(
            "GET", TestHouse.Path("orders"),
            TestHouse.Text(Nameless(7100, "https://127.0.0.1/v1/accounts/x/orders?count=100&marker=7100%5F1")), TestHouse.Text(Nameless(7099, next: null)));

        var first = await house.Trading.GetOrderHistoryAsync(LastDays, house.Stop);
        var second = await house.Trading.GetOrderHistoryAsync(LastDays with { Cursor = first.Next }, house.Stop);

        Assert.Equal("7099", Assert.Single(second.Items).Ref.Order.Value);
        Assert.Single(second.Gaps);
    }

    // A row without its id before one that has it.
    private static string Nameless(int other, string? next)
    {
        var page = JsonNode.Parse(Fixture.Text("Orders/GET-orders-before"))!;
        var list = page["OrdersResponse"]!.AsObject();
        var rows = list["Order"]!.AsArray();
        var named = rows[0]!.DeepClone();
        named["orderId"] = other;
        rows[0]!.AsObject().Remove("orderId");
        rows.Add(named);
        list["next"] = next;
        return page.ToJsonString();
    }

    private static string Page(string marker, string next) => Fixture.Text("Orders/GET-orders-before")
        .Replace("\"Order\": [", $"\"marker\": {marker}, \"next\": \"{next}\", \"Order\": [", StringComparison.Ordinal);

    [Fact]
    public async Task A_member_of_a_group_is_read_through_its_parent_and_cannot_be_cancelled_alone()
    {
        await using var house = new TestHouse();
        house.Answer("GET", TestHouse.Path("orders/7201"), "Orders/GET-orders");

        var member = await house.Trading.GetOrderAsync(Sample.Order("7201#2"), house.Stop);

        Assert.Equal(Sample.Call, member.Legs[0].Leg.Instrument);
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order("7201#2"), house.Stop)).Error.Code);
    }
}
