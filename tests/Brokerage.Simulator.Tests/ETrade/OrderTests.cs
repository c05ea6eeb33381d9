using System.Net;
using Brokerage.Exchange;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>From preview to fill, change and cancel.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task A_limit_order_is_previewed_placed_read_changed_and_cancelled()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 2, limit: 150.25m);
        var preview = (await etrade.PreviewAsync(ticket)).Json.GetProperty("PreviewOrderResponse");
        Assert.Equal(300.5m, preview.GetProperty("Order")[0].GetProperty("estimatedTotalAmount").GetDecimal());
        Assert.True(preview.GetProperty("PreviewIds")[0].GetProperty("previewId").GetInt64() > int.MaxValue);
        Assert.Empty(etrade.Simulator.Exchange.GetOrders(etrade.AccountId));

        var first = await etrade.OrderAsync(ticket);
        var detail = await etrade.DetailAsync(first);
        Assert.Equal(("OPEN", "LIMIT", 150.25m), (detail.GetProperty("status").GetString(), detail.GetProperty("priceType").GetString(), detail.GetProperty("limitPrice").GetDecimal()));
        Assert.False(detail.GetProperty("Instrument")[0].TryGetProperty("averageExecutionPrice", out _));
        Assert.NotNull(etrade.Simulator.Exchange.FindOrderByClientId(etrade.AccountId, ticket.ClientId));

        var second = await etrade.OrderAsync(Ticket.Stock("BUY", 3, limit: 151m), change: first);
        Assert.NotEqual(first, second);
        Assert.Equal(("CANCELLED", second), (await etrade.StatusAsync(first), (await etrade.DetailAsync(first)).GetProperty("replacedByOrderId").GetInt64()));
        Assert.Equal(first, (await etrade.DetailAsync(second)).GetProperty("replacesOrderId").GetInt64());
        Assert.Equal(3m, (await etrade.DetailAsync(second)).GetProperty("Instrument")[0].GetProperty("orderedQuantity").GetDecimal());

        var cancel = (await etrade.CancelAsync(second)).Json.GetProperty("CancelOrderResponse");
        Assert.Equal(5011, cancel.GetProperty("Messages").GetProperty("Message")[0].GetProperty("code").GetInt32());
        Assert.Equal("CANCEL_REQUESTED", await etrade.StatusAsync(second));
        Assert.StartsWith("400 5003", TestETrade.ErrorOf(await etrade.CancelAsync(second)), StringComparison.Ordinal);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CANCELLED", await etrade.StatusAsync(second));
        // What an overflow left there.
        Assert.InRange((await etrade.DetailAsync(second)).GetProperty("executedTime").GetInt64(), 1_900_000_000, 2_100_000_000);
        Assert.StartsWith("400 5001", TestETrade.ErrorOf(await etrade.CancelAsync(second)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_order_fills_at_the_average_price_and_can_no_longer_be_cancelled()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 5, "MARKET");
        var preview = await etrade.PreviewAsync(ticket);
        Assert.Equal([1045], Trade.CodesIn(preview, "PreviewOrderResponse"));
        var placed = await etrade.PlaceAsync(ticket, Trade.PreviewIdOf(preview));
        Assert.Equal([1026], Trade.CodesIn(placed, "PlaceOrderResponse"));
        Assert.DoesNotContain(ticket.ClientId, placed.Text, StringComparison.Ordinal);

        var id = placed.Json.GetProperty("PlaceOrderResponse").GetProperty("OrderIds")[0].GetProperty("orderId").GetInt64();
        var detail = await etrade.DetailAsync(id);
        Assert.Equal(("EXECUTED", 190.02m), (detail.GetProperty("status").GetString(), detail.GetProperty("Instrument")[0].GetProperty("averageExecutionPrice").GetDecimal()));
        Assert.StartsWith("400 5001", TestETrade.ErrorOf(await etrade.CancelAsync(id)), StringComparison.Ordinal);
        Assert.StartsWith("400 167", TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock("BUY", 6, "MARKET"), change: id)), StringComparison.Ordinal);
        var order = (await etrade.GetAsync($"{etrade.Account}/orders/{id}.json")).GetProperty("OrdersResponse").GetProperty("Order")[0];
        Assert.Equal(["ORDER_PLACED", "ORDER_EXECUTED"], order.GetProperty("Events").GetProperty("Event").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task A_preview_is_placed_once_in_time_and_by_the_very_order()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(ticket));
        foreach (var other in new[]
        {
            ticket with { Limit = "100.01" }, ticket with { ClientId = "another1" }, ticket with { Term = "GOOD_UNTIL_CANCEL" },
            ticket with { Legs = [("BUY", "2", ticket.Legs[0].Product)] }, ticket with { Limit = "what" },
        })
        {
            Assert.StartsWith("400 101 For your protection", TestETrade.ErrorOf(await etrade.PlaceAsync(other, preview)), StringComparison.Ordinal);
        }

        Assert.Equal("400 101 {com.etrade.api.v1.order.InvalidPreviewId}", TestETrade.ErrorOf(await etrade.PlaceAsync(ticket, preview + 1)));
        Assert.StartsWith("400 101 For", TestETrade.ErrorOf(await etrade.SendAsync("POST", etrade.Account + "/orders/place.json", ticket.Json("PlaceOrderRequest"))), StringComparison.Ordinal);
        var misspelt = ticket.Json("PlaceOrderRequest", preview).Replace("PreviewIds", "previewIds", StringComparison.Ordinal);
        Assert.StartsWith("400 101 For", TestETrade.ErrorOf(await etrade.SendAsync("POST", etrade.Account + "/orders/place.json", misspelt)), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await etrade.PlaceAsync(ticket, preview)).Status);
        Assert.StartsWith("400 101", TestETrade.ErrorOf(await etrade.PlaceAsync(ticket, preview)), StringComparison.Ordinal);

        var late = Ticket.Stock("BUY", 1, limit: 100m);
        preview = Trade.PreviewIdOf(await etrade.PreviewAsync(late));
        etrade.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.StartsWith("400 101", TestETrade.ErrorOf(await etrade.PlaceAsync(late, preview)), StringComparison.Ordinal);
        Assert.Single(etrade.Simulator.Exchange.GetOrders(etrade.AccountId));
    }

    [Fact]
    public async Task A_client_id_that_was_placed_before_is_refused_and_an_equal_order_elsewhere_is_warned_of()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        await etrade.OrderAsync(ticket);
        var twin = await etrade.PreviewAsync(ticket);
        Assert.Equal([1042], Trade.CodesIn(twin, "PreviewOrderResponse"));
        Assert.StartsWith("400 101", TestETrade.ErrorOf(await etrade.PlaceAsync(ticket, Trade.PreviewIdOf(twin))), StringComparison.Ordinal);
        await etrade.OrderAsync(ticket with { ClientId = "free-to-use" });
        Assert.Equal(2, etrade.Simulator.Exchange.GetOrders(etrade.AccountId).Count);
    }

    [Fact]
    public async Task Members_that_nobody_knows_are_passed_over_in_either_request()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(ticket));
        var body = ticket.Json("PlaceOrderRequest", preview, "\"clientNote\":{\"a\":[1]},").Replace("\"allOrNone\"", "\"netPrice\":\"\",\"gcd\":0,\"allOrNone\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("POST", etrade.Account + "/orders/place.json", body)).Status);
    }

    [Theory]
    [InlineData("BUY", 10_000_000, "AAPL", "400 1021")]
    [InlineData("SELL", 20, "BRK.B", "400 1037")]
    [InlineData("SELL", 1, "KO", "400 1040")]
    [InlineData("BUY_TO_COVER", 1, "AAPL", "400 1040")]
    [InlineData("BUY", 1, "ZZZZQX", "400 - Invalid symbol")]
    [InlineData("BUY_OPEN", 1, "AAPL", "400 - Invalid order action")]
    public async Task The_account_and_the_market_refuse_in_the_preview(string action, int quantity, string symbol, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.StartsWith(refusal, TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock(action, quantity, "MARKET", symbol: symbol))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BUY", "STOP", "100", "", "400 2084")]
    [InlineData("BUY", "LIMIT", "", "", "400 - A positive limitPrice")]
    [InlineData("BUY", "LIMIT", "", "100.001", "400 - The limit price")]
    [InlineData("BUY", "NET_DEBIT", "", "1", "400 - The price type")]
    [InlineData("BUY", "HIDDEN_STOP", "300", "", "400 - The price type")]
    public async Task Terms_that_make_no_sense_are_refused(string action, string priceType, string stop, string limit, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock(action, 1, priceType) with { Stop = stop, Limit = limit };
        Assert.StartsWith(refusal, TestETrade.ErrorOf(await etrade.PreviewAsync(ticket)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("")]
    [InlineData("with blank")]
    public async Task A_client_id_has_up_to_twenty_letters_and_digits(string clientId)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.PreviewAsync(Ticket.Stock("BUY", 1, limit: 100m) with { ClientId = clientId })).Status);
        Assert.Equal(HttpStatusCode.OK, (await etrade.PreviewAsync(Ticket.Stock("BUY", 1, limit: 100m) with { ClientId = "20260302-2005-000001" })).Status);
    }

    [Fact]
    public async Task Stops_and_trails_wait_and_extended_hours_ask_for_a_limit_of_the_day()
    {
        await using var etrade = await TestETrade.StartAsync();
        var stop = await etrade.OrderAsync(Ticket.Stock("SELL", 2, "STOP", symbol: "BRK.B") with { Stop = "400" });
        var stopLimit = await etrade.OrderAsync(Ticket.Stock("SELL", 2, "STOP_LIMIT", 399m, "BRK.B") with { Stop = "400" });
        var trail = await etrade.OrderAsync(Ticket.Stock("SELL", 2, "TRAILING_STOP_PRCT", symbol: "BRK.B") with { Stop = "5" });
        var kinds = new[] { await etrade.DetailAsync(stop), await etrade.DetailAsync(stopLimit), await etrade.DetailAsync(trail) };
        Assert.Equal(
            [("STOP", 400m, 0m), ("STOP_LIMIT", 400m, 399m), ("TRAILING_STOP_PRCT", 5m, 0m)],
            kinds.Select(kind => (kind.GetProperty("priceType").GetString()!, kind.GetProperty("stopPrice").GetDecimal(), kind.GetProperty("limitPrice").GetDecimal())));

        var late = Ticket.Stock("BUY", 1, limit: 150m) with { Session = "EXTENDED" };
        Assert.Equal("EXTENDED", (await etrade.DetailAsync(await etrade.OrderAsync(late))).GetProperty("marketSession").GetString());
        Assert.StartsWith("400 - Only limit orders", TestETrade.ErrorOf(await etrade.PreviewAsync(late with { Term = "GOOD_UNTIL_CANCEL" })), StringComparison.Ordinal);
        Assert.StartsWith("400 - Immediate", TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock("BUY", 1, "MARKET") with { Term = "FILL_OR_KILL" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_market_is_closed_an_order_is_taken_and_waits()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Market = MarketMode.Closed });
        var ticket = Ticket.Stock("BUY", 1, "MARKET");
        var placed = await etrade.PlaceAsync(ticket, Trade.PreviewIdOf(await etrade.PreviewAsync(ticket)));
        Assert.Equal([1027], Trade.CodesIn(placed, "PlaceOrderResponse"));
        Assert.Equal("OPEN", await etrade.StatusAsync(placed.Json.GetProperty("PlaceOrderResponse").GetProperty("OrderIds")[0].GetProperty("orderId").GetInt64()));
    }

    [Fact]
    public async Task A_spread_has_one_net_price_and_a_fill_for_each_leg()
    {
        await using var etrade = await TestETrade.StartAsync();
        var calls = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple, etrade.Simulator.Exchange.GetExpiries(TestETrade.Apple)[3])
            .Where(option => option.Option.IsCall).Select(option => option.Option).Take(2).ToList();
        var ticket = new Ticket
        {
            Type = "SPREADS",
            PriceType = "NET_DEBIT",
            Limit = "20",
            Legs = [("BUY_OPEN", "2", Ticket.Option(calls[0])), ("SELL_OPEN", "2", Ticket.Option(calls[1]))],
        };
        var id = await etrade.OrderAsync(ticket);
        var order = (await etrade.GetAsync($"{etrade.Account}/orders/{id}.json")).GetProperty("OrdersResponse").GetProperty("Order")[0];
        var detail = order.GetProperty("OrderDetail")[0];
        Assert.Equal(("SPREADS", "EXECUTED", "NET_DEBIT"), (order.GetProperty("orderType").GetString(), detail.GetProperty("status").GetString(), detail.GetProperty("priceType").GetString()));
        Assert.Equal(["BUY_OPEN", "SELL_OPEN"], detail.GetProperty("Instrument").EnumerateArray().Select(leg => leg.GetProperty("orderAction").GetString()!));
        Assert.All(detail.GetProperty("Instrument").EnumerateArray(), leg => Assert.True(leg.GetProperty("averageExecutionPrice").GetDecimal() > 0m));
    }

    [Fact]
    public async Task A_change_that_meets_a_fill_is_refused_and_one_that_is_not_done_cannot_be_changed_again()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { ChangeTakes = TimeSpan.FromSeconds(2) });
        var id = await etrade.OrderAsync(Ticket.Stock("BUY", 10, limit: 150m));
        var change = Ticket.Stock("BUY", 12, limit: 151m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(change, id));
        etrade.Simulator.Exchange.FillLate(etrade.AccountId, etrade.Simulator.Exchange.GetOrders(etrade.AccountId)[0].Id, 4m, 150m);
        Assert.StartsWith("400 167", TestETrade.ErrorOf(await etrade.PlaceAsync(change, preview, id)), StringComparison.Ordinal);

        await etrade.OrderAsync(change with { ClientId = "once-more" }, id);
        Assert.StartsWith("400 1524", TestETrade.ErrorOf(await etrade.PreviewAsync(change, id)), StringComparison.Ordinal);
        Assert.StartsWith("400 1524", TestETrade.ErrorOf(await etrade.CancelAsync(id)), StringComparison.Ordinal);
        etrade.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("CANCELLED", await etrade.StatusAsync(id));
        var asked = Ticket.Stock("SELL", 12, limit: 151m, symbol: "BRK.B");
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.PreviewAsync(asked, id)).Status);
    }

    [Fact]
    public async Task An_account_that_may_not_trade_says_so_and_what_is_refused_late_is_rejected_when_it_is_read()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { RejectsLate = true });
        var id = await etrade.OrderAsync(Ticket.Stock("BUY", 10_000_000, "MARKET"));
        Assert.Equal("REJECTED", await etrade.StatusAsync(id));
        var why = (await etrade.DetailAsync(id)).GetProperty("messages").GetProperty("Message")[0];
        Assert.Equal((1021, "ERROR"), (why.GetProperty("code").GetInt32(), why.GetProperty("type").GetString()));
        await using var restricted = await TestETrade.StartAsync();
        restricted.Simulator.Exchange.SetStatus(restricted.AccountId, AccountStatus.Restricted);
        Assert.StartsWith("400 1036", TestETrade.ErrorOf(await restricted.PreviewAsync(Ticket.Stock("BUY", 1, "MARKET"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("<PreviewOrderRequest>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><PreviewOrderRequest>&b;</PreviewOrderRequest>")]
    [InlineData("""{"PreviewOrderRequest":{"orderType":"EQ","orderType":"EQ"}}""")]
    [InlineData("""{"PreviewOrderRequest":{"orderType":"EQ","clientOrderId":"a1","Order":[]}}""")]
    [InlineData("""{"PreviewOrderRequest":{"orderType":"EQ","clientOrderId":"a1","Order":[{"Instrument":[{}]}]}}""")]
    [InlineData("""{"PreviewOrderRequest":{"orderType":"\ud800"}}""")]
    [InlineData("""{"OtherRequest":{}}""")]
    public async Task A_body_that_is_no_order_is_refused(string body)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.StartsWith("400 100", TestETrade.ErrorOf(await etrade.SendAsync("POST", etrade.Account + "/orders/preview.json", body)), StringComparison.Ordinal);
        Assert.All(etrade.Simulator.Requests.ToList(), request => Assert.Null(request.Failure));
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_nowhere()
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", etrade.Account + "/orders/5000000099.json")).Status);
        Assert.StartsWith("400 - Invalid order id", TestETrade.ErrorOf(await etrade.CancelAsync(5_000_000_099)), StringComparison.Ordinal);
        Assert.StartsWith("400 - Invalid order id", TestETrade.ErrorOf(await etrade.CancelAsync(12)), StringComparison.Ordinal);
    }
}
