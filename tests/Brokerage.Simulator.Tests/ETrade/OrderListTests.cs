using System.Globalization;
using System.Net;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>The list of orders: pages, filters, plans, and the ends of options.</summary>
public sealed class OrderListTests
{
    [Fact]
    public async Task Pages_follow_the_marker_newest_first_and_new_orders_shift_nothing()
    {
        await using var etrade = await TestETrade.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m + i));
        }

        var first = await ListAsync(etrade, "count=2");
        var placed = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 99m));
        var second = await ListAsync(etrade, $"count=2&marker={first.GetProperty("marker").GetString()}");
        var third = await ListAsync(etrade, $"count=2&marker={second.GetProperty("marker").GetString()}");
        Assert.False(third.TryGetProperty("marker", out _));
        var ids = new[] { first, second, third }.SelectMany(Ids).ToList();
        Assert.Equal([.. ids.OrderDescending()], ids);
        Assert.Equal((5, false), (ids.Count, ids.Contains(placed)));
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?marker=" + ids[^1])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?count=101")).Status);
    }

    [Fact]
    public async Task Each_account_counts_its_own_orders()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Accounts = [.. options.Accounts!, new ETradeAccount { Opening = TestETrade.Opening() }] });
        var (exchange, second) = (etrade.Simulator.Exchange, etrade.Simulator.Accounts[1]);
        var here = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        var there = exchange.Submit(new OrderTicket { Account = second, Plan = new OrderPlan.Single(OrderSpec.Limit(TestETrade.Apple, Side.Buy, 2m, 101m)) }).Order!;
        var next = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 99m), here);

        Assert.Equal((here.ToString(CultureInfo.InvariantCulture), here + 1), (etrade.Simulator.WireIdOf(there).Value, next));
        Assert.Equal(here, (await etrade.DetailAsync(next)).GetProperty("replacesOrderId").GetInt64());
        var orders = $"/v1/accounts/{etrade.Simulator.KeyOf(second)}/orders";
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", $"{orders}/{next}.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("PUT", orders + "/cancel.json", $$$"""{"CancelOrderRequest":{"orderId":{{{here}}}}}""")).Status);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((OrderState.Cancelled, "OPEN"), (exchange.FindOrder(second, there.Id)!.State, await etrade.StatusAsync(next)));
    }

    [Fact]
    public async Task Filters_leave_what_is_asked_for()
    {
        await using var etrade = await TestETrade.StartAsync();
        var open = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        var sold = await etrade.OrderAsync(Ticket.Stock("SELL", 1, "MARKET", symbol: "BRK.B"));
        Assert.Equal([open], Ids(await ListAsync(etrade, "status=OPEN")));
        Assert.Equal([sold], Ids(await ListAsync(etrade, "status=EXECUTED&securityType=EQ")));
        Assert.Equal([sold], Ids(await ListAsync(etrade, "symbol=KO,BRK.B")));
        Assert.Equal([sold], Ids(await ListAsync(etrade, "transactionType=SELL&marketSession=REGULAR")));
        Assert.Equal([sold, open], Ids(await ListAsync(etrade, "fromDate=03022026&toDate=03022026")));
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?fromDate=03012026&toDate=03012026")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?securityType=OPTN")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?status=OPENED")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("GET", etrade.Account + "/orders.json?fromDate=03022026")).Status);

        etrade.Simulator.Exchange.FillLate(etrade.AccountId, etrade.Simulator.Exchange.GetOrders(etrade.AccountId, new OrderFilter { IsOpen = true })[0].Id, 0.5m, 100m);
        Assert.Equal([open], Ids(await ListAsync(etrade, "status=INDIVIDUAL_FILLS")));
        Assert.Equal("OPEN", await etrade.StatusAsync(open));
    }

    [Theory]
    [InlineData(ETradePartialStatus.Open, "OPEN", true)]
    [InlineData(ETradePartialStatus.IndividualFills, "INDIVIDUAL_FILLS", false)]
    [InlineData(ETradePartialStatus.Partial, "PARTIAL", true)]
    public async Task An_order_that_is_filled_in_part_is_listed_by_one_of_three_words(ETradePartialStatus habit, string word, bool isAmongOpen)
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { PartlyFilled = habit });
        var untouched = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        var filling = await etrade.OrderAsync(Ticket.Stock("BUY", 2, limit: 100m));
        etrade.Simulator.Exchange.FillLate(etrade.AccountId, etrade.Simulator.Exchange.GetOrders(etrade.AccountId).MaxBy(order => order.Number)!.Id, 1m, 100m);

        Assert.Equal((word, "OPEN"), (await etrade.StatusAsync(filling), await etrade.StatusAsync(untouched)));
        Assert.Equal([filling], Ids(await ListAsync(etrade, "status=INDIVIDUAL_FILLS")));
        Assert.Equal(isAmongOpen ? [filling, untouched] : [untouched], Ids(await ListAsync(etrade, "status=OPEN")));
        await etrade.CancelAsync(filling);
        Assert.Equal("CANCEL_REQUESTED", await etrade.StatusAsync(filling));
    }

    [Fact]
    public async Task The_order_of_the_marker_may_leave_the_filter_and_the_rest_still_comes()
    {
        await using var etrade = await TestETrade.StartAsync();
        var oldest = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        var middle = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 101m));
        var newest = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 102m));
        var first = await ListAsync(etrade, "status=OPEN&count=1");
        Assert.Equal([newest], Ids(first));
        await etrade.CancelAsync(newest);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await ListAsync(etrade, $"status=OPEN&count=1&marker={first.GetProperty("marker").GetString()}");
        var third = await ListAsync(etrade, $"status=OPEN&count=1&marker={second.GetProperty("marker").GetString()}");
        Assert.Equal([middle, oldest], Ids(second).Concat(Ids(third)));
        Assert.False(third.TryGetProperty("marker", out _));
    }

    [Fact]
    public async Task A_short_sale_is_no_sale_and_covering_is_no_purchase_but_an_options_word_begins_with_theirs()
    {
        await using var etrade = await TestETrade.StartAsync();
        var sale = await etrade.OrderAsync(Ticket.Stock("SELL", 1, limit: 500m, symbol: "BRK.B"));
        var shorted = await etrade.OrderAsync(Ticket.Stock("SELL_SHORT", 2, "MARKET"));
        var covers = await etrade.OrderAsync(Ticket.Stock("BUY_TO_COVER", 1, limit: 100m));
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option;
        var option = await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [("BUY_OPEN", "1", Ticket.Option(call))] });
        Assert.Equal([sale], Ids(await ListAsync(etrade, "transactionType=SELL")));
        Assert.Equal([shorted], Ids(await ListAsync(etrade, "transactionType=SELL_SHORT")));
        Assert.Equal([covers], Ids(await ListAsync(etrade, "transactionType=BUY_TO_COVER")));
        Assert.Equal([option], Ids(await ListAsync(etrade, "transactionType=BUY")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_left_of_a_plan_ends_by_its_number_when_there_is_no_entry_any_more(bool hadEntry)
    {
        await using var etrade = await TestETrade.StartAsync();
        var target = OrderSpec.Limit(TestETrade.Berkshire, Side.Sell, 2m, 500m) with { Legs = [new OrderLeg(TestETrade.Berkshire, Side.Sell, PositionEffect.Close)] };
        var stop = target with { Price = new PriceTerms.Stop(300m) };
        var exits = new OrderPlan.OneCancels([new OrderPlan.Single(target), new OrderPlan.Single(stop)]);
        OrderPlan plan = hadEntry ? new OrderPlan.OneTriggers(OrderSpec.Market(TestETrade.Berkshire, Side.Buy, 2m), exits) : exits;
        var receipt = etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = plan });
        var id = long.Parse(etrade.Simulator.WireIdOf(receipt.Orders[0]).Value, CultureInfo.InvariantCulture);
        async Task<IEnumerable<string>> ExitsAsync() => (await etrade.GetAsync($"{etrade.Account}/orders/{id}.json")).GetProperty("OrdersResponse").GetProperty("Order")[0]
            .GetProperty("OrderDetail").EnumerateArray().Skip(hadEntry ? 1 : 0).Select(detail => AccountTests.Text(detail, "status"));

        Assert.Equal(["OPEN", "OPEN"], await ExitsAsync());
        Assert.Equal(HttpStatusCode.OK, (await etrade.CancelAsync(id)).Status);
        Assert.Equal(["CANCEL_REQUESTED", "CANCEL_REQUESTED"], await ExitsAsync());
        Assert.StartsWith("400 5003", TestETrade.ErrorOf(await etrade.CancelAsync(id)), StringComparison.Ordinal);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["CANCELLED", "CANCELLED"], await ExitsAsync());
        Assert.StartsWith("400 5001", TestETrade.ErrorOf(await etrade.CancelAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_with_several_parts_has_one_number_and_a_detail_for_each()
    {
        await using var etrade = await TestETrade.StartAsync();
        var entry = OrderSpec.Limit(TestETrade.Apple, Side.Buy, 2m, 150m);
        var target = OrderSpec.Limit(TestETrade.Apple, Side.Sell, 2m, 250m) with { Legs = [new OrderLeg(TestETrade.Apple, Side.Sell, PositionEffect.Close)] };
        var stop = target with { Price = new PriceTerms.Stop(120m) };
        var receipt = etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = OrderPlan.Bracket(entry, target, stop) });
        var id = long.Parse(etrade.Simulator.WireIdOf(receipt.Orders[^1]).Value, CultureInfo.InvariantCulture);

        var order = Assert.Single((await ListAsync(etrade, "status=OPEN")).GetProperty("Order").EnumerateArray());
        Assert.Equal((id, "ONE_TRIGGERS_OCO"), (order.GetProperty("orderId").GetInt64(), order.GetProperty("orderType").GetString()));
        Assert.Equal([1, 2, 3], order.GetProperty("OrderDetail").EnumerateArray().Select(detail => detail.GetProperty("orderNumber").GetInt32()));
        Assert.StartsWith("400 - An order of this kind", TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock("BUY", 2, limit: 151m), id)), StringComparison.Ordinal);
        await etrade.CancelAsync(id);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.All((await ListAsync(etrade, "")).GetProperty("Order")[0].GetProperty("OrderDetail").EnumerateArray(), detail => Assert.Equal("CANCELLED", detail.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_end_of_an_option_stands_among_the_orders_and_in_the_history()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 6, 15, 0, 0, TimeSpan.Zero));
        await using var etrade = await TestETrade.StartAsync(time: time, forDays: true);
        var expires = etrade.Simulator.Exchange.GetExpiries(TestETrade.Apple)[0];
        var put = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple, expires).Last(option => !option.Option.IsCall).Option;
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple, expires).First(option => option.Option.IsCall).Option;
        await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [("SELL_OPEN", "1", Ticket.Option(put))] });
        var waits = await etrade.OrderAsync(new Ticket { Type = "OPTN", Limit = "0.01", Term = "GOOD_UNTIL_CANCEL", Legs = [("BUY_OPEN", "1", Ticket.Option(call))] });
        etrade.Time.Advance(TimeSpan.FromDays(expires.DayNumber - new DateOnly(2026, 3, 6).DayNumber + 1));
        Assert.DoesNotContain(etrade.Simulator.Exchange.GetPositions(etrade.AccountId), held => held.Instrument == put);

        var access = etrade.Simulator.SignIn();
        etrade.SignedIn = etrade.Consumer with { Token = access.Token, TokenSecret = access.Secret };
        var order = (await ListAsync(etrade, "")).GetProperty("Order")[0];
        Assert.Equal("OPTION_ASSIGNMENT", order.GetProperty("orderType").GetString());
        Assert.Equal("EXPIRED", await etrade.StatusAsync(waits));
        Assert.Equal("OPTION_ASSIGNMENT", await etrade.StatusAsync(order.GetProperty("orderId").GetInt64()));
        var history = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        // The money stands beside the shares that it paid.
        var received = history.EnumerateArray().Single(row => AccountTests.Text(row, "transactionType") is "Exchange Received In");
        Assert.Equal(
            (-100m * put.Strike, 100m, put.Strike),
            (received.GetProperty("amount").GetDecimal(), received.GetProperty("brokerage").GetProperty("quantity").GetDecimal(), received.GetProperty("brokerage").GetProperty("price").GetDecimal()));
        Assert.Equal(0m, history.EnumerateArray().Single(row => AccountTests.Text(row, "transactionType") is "Option Assigned").GetProperty("amount").GetDecimal());
    }

    private static async Task<JsonElement> ListAsync(TestETrade etrade, string query) => (await etrade.GetAsync($"{etrade.Account}/orders.json?{query}")).GetProperty("OrdersResponse");

    private static IEnumerable<long> Ids(JsonElement list) => list.GetProperty("Order").EnumerateArray().Select(order => order.GetProperty("orderId").GetInt64());
}
