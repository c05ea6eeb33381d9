using System.Net;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class OrderTests
{
    [Fact]
    public async Task A_market_order_is_pending_new_at_first_and_filled_when_read()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var submitted = await alpaca.OrderAsync(
            """{"symbol":"AAPL","qty":"2","side":"buy","type":"market","time_in_force":"day","client_order_id":"mine-1"}""");
        Assert.Equal("pending_new", Text(submitted, "status"));
        Assert.Equal("", Text(submitted, "order_class"));
        Assert.Equal("0", Text(submitted, "filled_qty"));
        Assert.Equal("mine-1", Text(submitted, "client_order_id"));
        Assert.Equal("buy_to_open", Text(submitted, "position_intent"));

        var read = await alpaca.ReadOrderAsync(submitted);
        Assert.Equal("filled", Text(read, "status"));
        Assert.Equal("2", Text(read, "filled_qty"));
        Assert.Equal("190.02", Text(read, "filled_avg_price"));
        Assert.NotNull(Text(read, "filled_at"));
        Assert.Equal("2", (await alpaca.GetAsync("/v2/positions/AAPL")).GetProperty("qty").GetString());
        Assert.Equal("49619.96", (await alpaca.GetAsync("/v2/account")).GetProperty("cash").GetString());
    }

    [Fact]
    public async Task A_resting_limit_goes_from_pending_new_to_new_to_canceled_and_its_submission_moves_once()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var submitted = await alpaca.OrderAsync(
            """{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"142.50","time_in_force":"day"}""");
        var working = await alpaca.ReadOrderAsync(submitted);
        Assert.Equal(("pending_new", "new"), (Text(submitted, "status"), Text(working, "status")));
        Assert.Equal(Text(submitted, "created_at"), Text(submitted, "submitted_at"));
        Assert.Equal(Text(submitted, "created_at"), Text(working, "created_at"));
        Assert.NotEqual(Text(submitted, "submitted_at"), Text(working, "submitted_at"));
        Assert.Equal("142.5", Text(working, "limit_price"));
        Assert.True(Guid.TryParse(Text(working, "client_order_id"), out _));

        var cancel = await alpaca.SendAsync("DELETE", "/v2/orders/" + Text(working, "id"));
        Assert.Equal((HttpStatusCode.NoContent, ""), (cancel.Status, cancel.Text));
        var cancelled = await alpaca.ReadOrderAsync(submitted);
        Assert.Equal("canceled", Text(cancelled, "status"));
        Assert.NotNull(Text(cancelled, "canceled_at"));

        var again = await alpaca.SendAsync("DELETE", "/v2/orders/" + Text(working, "id"));
        Assert.Equal("422 42210000 order is already in \"canceled\" state", again.Refusal);
    }

    [Fact]
    public async Task Times_have_nine_digits_and_the_end_of_the_day_is_told()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"100","time_in_force":"day"}""");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{8,9}Z$", Text(order, "created_at"));
        Assert.NotNull(Text(order, "expires_at"));
    }

    [Theory]
    [InlineData("""{"symbol":"AAPL","qty":2,"side":"buy","type":"limit","limit_price":150.25,"time_in_force":"gtc"}""")]
    [InlineData("""{"symbol":"AAPL","qty":2.0,"side":"buy","type":"limit","limit_price":"150.25","time_in_force":"gtc","stop_price":"","notional":null,"order_class":""}""")]
    public async Task Numbers_may_be_numbers_and_the_body_may_be_plain_text(string body)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var answer = await alpaca.SendAsync("POST", "/v2/orders", body, "text/plain");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("150.25", Text(answer.Json, "limit_price"));
        Assert.Equal(JsonValueKind.String, answer.Json.GetProperty("qty").ValueKind);
    }

    [Fact]
    public async Task A_dollar_order_keeps_its_notional_and_has_no_quantity()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","notional":"95.01","side":"buy","type":"market","time_in_force":"day"}""");
        var read = await alpaca.ReadOrderAsync(order);
        Assert.Equal(("95.01", null, "filled"), (Text(read, "notional"), Text(read, "qty"), Text(read, "status")));
        Assert.Equal("0.5", Text(read, "filled_qty"));
    }

    [Fact]
    public async Task An_order_is_found_by_its_client_id_also_after_its_end()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","client_order_id":"abc 1"}""");
        var found = await alpaca.GetAsync("/v2/orders:by_client_order_id?client_order_id=abc%201");
        Assert.Equal(Text(order, "id"), Text(found, "id"));
        Assert.Equal("404 40410000 order not found for nobody", (await alpaca.SendAsync("GET", "/v2/orders:by_client_order_id?client_order_id=nobody")).Refusal);
    }

    [Fact]
    public async Task A_second_order_with_a_client_id_is_refused_also_when_the_first_is_filled()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        const string Body = """{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","client_order_id":"once"}""";
        await alpaca.OrderAsync(Body);
        Assert.Equal("422 40010001 client_order_id must be unique", (await alpaca.SendAsync("POST", "/v2/orders", Body)).Refusal);
        Assert.Single((await alpaca.GetAsync("/v2/orders?status=all")).EnumerateArray());
    }

    [Fact]
    public async Task A_replacement_is_a_new_order_and_the_two_know_each_other()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var old = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"2","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc"}""");
        var answer = await alpaca.SendAsync("PATCH", "/v2/orders/" + Text(old, "id"), """{"limit_price":"151","qty":3,"client_order_id":"second"}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var replacement = answer.Json;

        Assert.NotEqual(Text(old, "id"), Text(replacement, "id"));
        Assert.Equal(Text(old, "id"), Text(replacement, "replaces"));
        Assert.Equal("second", Text(replacement, "client_order_id"));
        var before = await alpaca.ReadOrderAsync(old);
        Assert.Equal(("replaced", Text(replacement, "id")), (Text(before, "status"), Text(before, "replaced_by")));
        var after = await alpaca.ReadOrderAsync(replacement);
        Assert.Equal(("new", "151", "3"), (Text(after, "status"), Text(after, "limit_price"), Text(after, "qty")));

        var again = await alpaca.SendAsync("PATCH", "/v2/orders/" + Text(old, "id"), """{"limit_price":"152"}""");
        Assert.Equal("422 42210000 unable to replace order in current state", again.Refusal);
    }

    [Fact]
    public async Task Cancelling_all_answers_207_with_a_row_for_each()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var one = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc"}""");
        var two = await alpaca.OrderAsync("""{"symbol":"MSFT","qty":"1","side":"buy","type":"limit","limit_price":"200","time_in_force":"gtc"}""");

        var answer = await alpaca.SendAsync("DELETE", "/v2/orders");
        Assert.Equal(HttpStatusCode.MultiStatus, answer.Status);
        Assert.Equal(
            new[] { Text(one, "id"), Text(two, "id") }.Order(StringComparer.Ordinal),
            answer.Json.EnumerateArray().Select(row => Text(row, "id")).Order(StringComparer.Ordinal));
        Assert.All(answer.Json.EnumerateArray(), row => Assert.Equal(200, row.GetProperty("status").GetInt32()));
        Assert.Empty((await alpaca.GetAsync("/v2/orders")).EnumerateArray());
    }

    [Fact]
    public async Task A_closed_market_accepts_orders_and_lets_them_wait()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { Market = Exchange.MarketMode.Closed });
        var order = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        Assert.Equal("accepted", Text(order, "status"));
        Assert.Equal("accepted", Text(await alpaca.ReadOrderAsync(order), "status"));

        var change = await alpaca.SendAsync("PATCH", "/v2/orders/" + Text(order, "id"), """{"qty":"2"}""");
        Assert.Equal("422 42210000 unable to replace order in current state", change.Refusal);
        Assert.Equal(HttpStatusCode.NoContent, (await alpaca.SendAsync("DELETE", "/v2/orders/" + Text(order, "id"))).Status);
    }

    [Fact]
    public async Task A_pair_is_spelt_with_a_slash_in_orders_and_without_as_a_holding()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync("""{"symbol":"BTC/USD","qty":"0.02","side":"buy","type":"market","time_in_force":"gtc"}""");
        Assert.Equal(("BTC/USD", "crypto", ""), (Text(order, "symbol"), Text(order, "asset_class"), Text(order, "order_class")));
        Assert.Equal("BTCUSD", Text(await alpaca.GetAsync("/v2/positions/BTCUSD"), "symbol"));
        Assert.Equal("BTCUSD", Text(await alpaca.GetAsync("/v2/positions/BTC%2FUSD"), "symbol"));
    }

    [Fact]
    public async Task A_bracket_reads_back_as_one_with_its_legs_held()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var bracket = await alpaca.OrderAsync("""
            {"symbol":"AAPL","qty":"5","side":"buy","type":"limit","limit_price":"180","time_in_force":"gtc","order_class":"bracket",
             "take_profit":{"limit_price":"210"},"stop_loss":{"stop_price":"170","limit_price":"169.5"}}
            """);
        Assert.Equal("bracket", Text(bracket, "order_class"));
        var legs = bracket.GetProperty("legs").EnumerateArray().ToList();
        Assert.Equal(["limit", "stop_limit"], legs.Select(leg => Text(leg, "type")));
        Assert.All(legs, leg => Assert.Equal(("bracket", "sell"), (Text(leg, "order_class"), Text(leg, "side"))));

        var read = await alpaca.ReadOrderAsync(bracket);
        Assert.Equal("new", Text(read, "status"));
        Assert.All(read.GetProperty("legs").EnumerateArray(), leg => Assert.Equal("held", Text(leg, "status")));
        Assert.Equal(3, (await alpaca.GetAsync("/v2/orders?status=open")).GetArrayLength());
        Assert.Equal(1, (await alpaca.GetAsync("/v2/orders?status=open&nested=true")).GetArrayLength());

        alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 179.90m, 179.95m, 100m, 100m);
        var filled = await alpaca.ReadOrderAsync(bracket);
        Assert.Equal("filled", Text(filled, "status"));
        alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 210.10m, 210.20m, 100m, 100m);
        var done = await alpaca.ReadOrderAsync(bracket);
        Assert.True(
            done.GetProperty("legs").EnumerateArray().Select(leg => Text(leg, "status")).SequenceEqual(["filled", "canceled"]),
            string.Join("\n", alpaca.Simulator.Exchange.GetOrders(alpaca.Simulator.Account)));
    }

    [Fact]
    public async Task What_the_target_has_sold_the_stop_does_not_sell_again()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var bracket = await alpaca.OrderAsync("""
            {"symbol":"AAPL","qty":"5","side":"buy","type":"market","time_in_force":"gtc","order_class":"bracket",
             "take_profit":{"limit_price":"210"},"stop_loss":{"stop_price":"170"}}
            """);
        alpaca.Simulator.Exchange.SetQuote(TestAlpaca.Apple, 210.10m, 210.20m, 2m, 100m);

        var legs = (await alpaca.ReadOrderAsync(bracket)).GetProperty("legs");

        Assert.Equal(("partially_filled", "5", "2"), (Text(legs[0], "status"), Text(legs[0], "qty"), Text(legs[0], "filled_qty")));
        Assert.Equal(("new", "3"), (Text(legs[1], "status"), Text(legs[1], "qty")));
    }

    [Fact]
    public async Task A_held_leg_can_get_another_price()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var bracket = await alpaca.OrderAsync("""
            {"symbol":"AAPL","qty":"5","side":"buy","type":"limit","limit_price":"180","time_in_force":"gtc","order_class":"bracket",
             "take_profit":{"limit_price":"210"},"stop_loss":{"stop_price":"170"}}
            """);
        var stop = bracket.GetProperty("legs")[1];
        var answer = await alpaca.SendAsync("PATCH", "/v2/orders/" + Text(stop, "id"), """{"stop_price":"171"}""");
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.Equal(("171", Text(stop, "id")), (Text(answer.Json, "stop_price"), Text(answer.Json, "replaces")));
        var read = await alpaca.ReadOrderAsync(answer.Json);
        Assert.Equal(("held", "bracket", "171"), (Text(read, "status"), Text(read, "order_class"), Text(read, "stop_price")));
    }

    [Fact]
    public async Task Of_two_exits_the_target_is_the_parent_and_has_the_clients_id()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var pair = await alpaca.OrderAsync("""
            {"symbol":"BRK.B","qty":"10","side":"sell","type":"limit","time_in_force":"gtc","order_class":"oco","client_order_id":"pair-1",
             "take_profit":{"limit_price":"470"},"stop_loss":{"stop_price":"400"}}
            """);
        Assert.Equal(("oco", "limit", "pair-1", "470"), (Text(pair, "order_class"), Text(pair, "type"), Text(pair, "client_order_id"), Text(pair, "limit_price")));
        var leg = Assert.Single(pair.GetProperty("legs").EnumerateArray());
        Assert.Equal(("oco", "stop", "400"), (Text(leg, "order_class"), Text(leg, "type"), Text(leg, "stop_price")));

        Assert.Equal(Text(pair, "id"), Text(await alpaca.GetAsync("/v2/orders:by_client_order_id?client_order_id=pair-1"), "id"));
        Assert.Equal(HttpStatusCode.NoContent, (await alpaca.SendAsync("DELETE", "/v2/orders/" + Text(pair, "id"))).Status);
        Assert.Empty((await alpaca.GetAsync("/v2/orders")).EnumerateArray());
    }

    [Fact]
    public async Task An_exit_can_hang_on_its_entry_alone()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync("""
            {"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","order_class":"oto","stop_loss":{"stop_price":"150"}}
            """);
        Assert.Equal("oto", Text(order, "order_class"));
        var read = await alpaca.ReadOrderAsync(order);
        Assert.Equal("new", Text(Assert.Single(read.GetProperty("legs").EnumerateArray()), "status"));
    }

    [Theory]
    [InlineData("trail_price", "2.5")]
    [InlineData("trail_percent", "1.5")]
    public async Task A_trailing_stop_keeps_its_distance_in_the_wires_units(string field, string distance)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var order = await alpaca.OrderAsync(
            $$"""{"symbol":"BRK.B","qty":"10","side":"sell","type":"trailing_stop","time_in_force":"gtc","{{field}}":"{{distance}}"}""");
        var read = await alpaca.ReadOrderAsync(order);
        Assert.Equal(("trailing_stop", distance), (Text(read, "type"), Text(read, field)));
        Assert.NotNull(Text(read, "hwm"));
        Assert.NotNull(Text(read, "stop_price"));
    }

    [Fact]
    public async Task Closing_a_holding_answers_with_the_closing_order()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var half = await alpaca.SendAsync("DELETE", "/v2/positions/BRK.B?percentage=50");
        Assert.Equal(HttpStatusCode.OK, half.Status);
        Assert.Equal(("6.25", "sell", "market"), (Text(half.Json, "qty"), Text(half.Json, "side"), Text(half.Json, "type")));

        var all = await alpaca.SendAsync("DELETE", "/v2/positions");
        Assert.Equal(HttpStatusCode.MultiStatus, all.Status);
        var row = Assert.Single(all.Json.EnumerateArray());
        Assert.Equal(("BRK.B", 200, "6.25"), (Text(row, "symbol"), row.GetProperty("status").GetInt32(), Text(row.GetProperty("body"), "qty")));
        Assert.Empty((await alpaca.GetAsync("/v2/positions")).EnumerateArray());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
