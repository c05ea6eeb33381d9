namespace Brokerage.ETrade.Tests;

public sealed class OrderMappingTests
{
    public static TheoryData<bool> Formats { get; } = [false, true];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Orders_of_every_kind_read_back(bool inXml)
    {
        var orders = await ReadAsync(inXml);
        Assert.Equal(
            [
                ("7210", OrderState.PartiallyFilled), ("7209", OrderState.Filled), ("7208", OrderState.Cancelled), ("7207", OrderState.Replaced), ("7206", OrderState.Working),
                ("7205", OrderState.Rejected), ("7204", OrderState.Expired), ("7203", OrderState.Working), ("7202", OrderState.Filled), ("7201", OrderState.Working),
                ("7200", OrderState.Filled), ("7199", OrderState.Working), ("7198", OrderState.Working),
            ],
            orders.Values.Select(order => (order.Ref.Order.Value, order.State.Value)));

        var partial = orders["7210"];
        Assert.Equal((4m, 61.2m, new OrderQuantity.Units(10m)), (partial.Filled, partial.AveragePrice, partial.Quantity));
        Assert.Equal(("OPEN", new PriceTerms.Limit(61.25m), TimeInForceKind.Day, Sessions.Regular), (partial.State.Text, partial.Price, partial.TimeInForce!.Kind, partial.Sessions));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 0, 0, TimeSpan.Zero), partial.SubmittedAt);
        Assert.Null(partial.ClientOrderId);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_time_of_execution_counts_for_executed_orders_alone(bool inXml)
    {
        var orders = await ReadAsync(inXml);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 15, 1, 0, TimeSpan.Zero), orders["7209"].ClosedAt);
        Assert.Null(orders["7208"].ClosedAt);
        Assert.Equal((61.31m, 0.02m), (orders["7209"].AveragePrice, Assert.Single(orders["7209"].Fees).Amount.Amount));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_changed_order_and_the_one_that_took_its_place_name_each_other(bool inXml)
    {
        var orders = await ReadAsync(inXml);
        Assert.Equal("7206", orders["7207"].ReplacedBy?.Value);
        Assert.Equal("7207", orders["7206"].Replaces?.Value);
        Assert.Equal(TimeInForceKind.GoodTillCancelled, orders["7206"].TimeInForce!.Kind);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task One_id_with_several_details_is_a_parent_with_children(bool inXml)
    {
        var group = (await ReadAsync(inXml))["7201"];
        Assert.Equal((OrderShape.OneCancels, 0, null, null), (group.Shape.Value, group.Legs.Count, group.Price, group.TimeInForce));
        Assert.Equal(["7201#1", "7201#2"], group.Children.Select(child => child.Ref.Order.Value));
        Assert.All(group.Children, child => Assert.Equal((false, "7201", OrderRole.Member), (child.IsAddressable, child.Parent?.Value, child.Role)));
        Assert.Equal([Sample.Ko, Sample.Call], group.Children.Select(child => child.Legs[0].Leg.Instrument));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_spread_has_two_legs_a_net_price_and_a_net_average(bool inXml)
    {
        var spread = (await ReadAsync(inXml))["7202"];
        Assert.Equal((OrderShape.MultiLeg, new PriceTerms.Limit(0.4m), new OrderQuantity.Units(2m)), (spread.Shape.Value, spread.Price, spread.Quantity));
        Assert.Equal((2m, 0.40m), (spread.Filled, spread.AveragePrice));
        Assert.Equal([(Sample.Call, Side.Buy, PositionEffect.Open, 1), (Sample.HigherCall, Side.Sell, PositionEffect.Open, 1)],
            spread.Legs.Select(leg => ((Instrument.Option)leg.Leg.Instrument, leg.Leg.Side, leg.Leg.Effect, leg.Leg.Ratio)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Assignments_are_events_and_unknown_words_are_kept(bool inXml)
    {
        var orders = await ReadAsync(inXml);
        Assert.Equal((OrderShape.Event, "OPTION_ASSIGNMENT"), (orders["7200"].Shape.Value, orders["7200"].Shape.Text));
        Assert.Equal("HIDDEN_STOP", Assert.IsType<PriceTerms.Other>(orders["7199"].Price).Text);
        Assert.Equal((TimeInForceKind.GoodTillDate, Sessions.Extended), (orders["7199"].TimeInForce!.Kind, orders["7199"].Sessions));
        Assert.Equal((new PriceTerms.Limit(61m), TimeInForceKind.AtClose), (orders["7198"].Price, orders["7198"].TimeInForce!.Kind));
        Assert.Equal(new PriceTerms.Trailing(0.05m, InPercent: true), orders["7203"].Price);
        Assert.Equal(new PriceTerms.StopLimit(62.5m, 63m), orders["7204"].Price);
        var reason = Assert.Single(orders["7205"].Reasons);
        Assert.Equal(("1036", "The account is restricted.", BrokerageErrorCode.OrderRejected), (reason.BrokerCode, reason.BrokerText, reason.Code));
        Assert.Equal((Side.Sell, PositionEffect.Open), (orders["7205"].Legs[0].Leg.Side, orders["7205"].Legs[0].Leg.Effect));
    }

    [Fact]
    public async Task Stock_and_option_in_one_order_keep_their_ratio()
    {
        var order = await OneAsync("""
            {"orderId":9,"orderType":"BUY_WRITES","OrderDetail":[{"status":"OPEN","priceType":"NET_CREDIT","limitPrice":58.2,"orderTerm":"GOOD_FOR_DAY","marketSession":"REGULAR","Instrument":[
            {"Product":{"symbol":"KO","securityType":"EQ"},"orderAction":"BUY","quantityType":"QUANTITY","orderedQuantity":300,"filledQuantity":100},
            {"Product":{"symbol":"KO","securityType":"OPTN","callPut":"CALL","expiryYear":2027,"expiryMonth":1,"expiryDay":15,"strikePrice":70},"orderAction":"SELL_OPEN","quantityType":"QUANTITY","orderedQuantity":3,"filledQuantity":1}]}]}
            """);
        Assert.Equal((new OrderQuantity.Units(3m), 1m, OrderState.PartiallyFilled, new PriceTerms.Limit(-58.2m)), (order.Quantity, order.Filled, order.State.Value, order.Price));
        Assert.Equal([100, 1], order.Legs.Select(leg => leg.Leg.Ratio));
    }

    [Theory]
    [InlineData("KO", "", 59.2)]
    [InlineData("KO1", "KO1---270115C00070000", null)]
    public async Task The_average_of_shares_with_options_on_them_is_per_share(string symbol, string osiKey, double? average)
    {
        var order = await OneAsync($$"""
            {"orderId":9,"orderType":"BUY_WRITES","OrderDetail":[{"status":"EXECUTED","priceType":"NET_DEBIT","limitPrice":59.2,"orderTerm":"GOOD_FOR_DAY","marketSession":"REGULAR","Instrument":[
            {"Product":{"symbol":"KO","securityType":"EQ"},"orderAction":"BUY","quantityType":"QUANTITY","orderedQuantity":300,"filledQuantity":300,"averageExecutionPrice":61.2},
            {"osiKey":"{{osiKey}}","Product":{"symbol":"{{symbol}}","securityType":"OPTN","callPut":"CALL","expiryYear":2027,"expiryMonth":1,"expiryDay":15,"strikePrice":70},"orderAction":"SELL_OPEN","quantityType":"QUANTITY","orderedQuantity":3,"filledQuantity":3,"averageExecutionPrice":2}]}]}
            """);

        Assert.Equal((decimal?)average, order.AveragePrice);
    }

    [Theory]
    [InlineData("OPTION_ASSIGNMENT")]
    [InlineData("OPTION_EXERCISE")]
    [InlineData("DO_NOT_EXERCISE")]
    public async Task What_happens_to_an_option_is_over_when_it_is_told(string status)
    {
        var order = await OneAsync($$"""
            {"orderId":9,"orderType":"OPTN","OrderDetail":[{"status":"{{status}}","Instrument":[
            {"Product":{"symbol":"KO","securityType":"OPTN","callPut":"CALL","expiryYear":2027,"expiryMonth":1,"expiryDay":15,"strikePrice":70},"orderAction":"SELL_CLOSE","orderedQuantity":3}]}]}
            """);

        Assert.Equal((true, OrderShape.Event, status), (order.IsFinal, order.Shape.Value, order.State.Text));
    }

    [Theory]
    [InlineData("""{"orderId":9,"orderType":"EQ","OrderDetail":[{"status":"OPEN","priceType":"LIMIT","limitPrice":1,"Instrument":[{"Product":{"symbol":"KO","securityType":"EQ"},"orderAction":"BUY","orderedQuantity":3}]}]}""")]
    [InlineData("""{"orderId":9,"orderType":"OPTION_ASSIGNMENT","OrderDetail":[{"status":"OPTION_ASSIGNMENT","Instrument":[{"Product":{"symbol":"KO","securityType":"EQ"},"orderAction":"SELL_CLOSE","orderedQuantity":"some"}]}]}""")]
    [InlineData("""{"orderId":9,"orderType":"EQ","OrderDetail":[]}""")]
    [InlineData("""{"orderType":"EQ","OrderDetail":[{"status":"OPEN"}]}""")]
    public async Task What_would_read_as_something_else_is_a_failure_beside_the_others(string row)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text($"{{\"OrdersResponse\":{{\"Order\":[{row}]}}}}"));

        var open = await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop);

        Assert.False(open.IsComplete);
        Assert.Empty(open.Items);
    }

    [Theory]
    [InlineData("DOLLAR", "EXECUTED", "$5000", OrderState.Filled)]
    [InlineData("DOLLAR", "OPEN", "$5000", OrderState.PartiallyFilled)]
    [InlineData("ALL_I_OWN", "EXECUTED", null, OrderState.Filled)]
    public async Task Dollars_are_no_shares(string type, string status, string? asked, OrderState state)
    {
        var order = await OneAsync(Fund(type, status, "\"filledQuantity\":123.4,\"averageExecutionPrice\":40.5,"));

        Assert.Equal((123.4m, state), (order.Filled, order.State.Value));
        Assert.Equal(asked is null ? null : new OrderQuantity.Cash(Money.Usd(5_000m)), order.Quantity);
        Assert.Equal((null, 123.4m, 40.5m), (order.Legs[0].Quantity, order.Legs[0].Filled, order.Legs[0].AveragePrice));
    }

    [Theory]
    [InlineData("DOLLAR")]
    [InlineData("ALL_I_OWN")]
    public async Task What_was_asked_for_in_dollars_does_not_stand_in_for_the_shares_that_were_filled(string type)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text($"{{\"OrdersResponse\":{{\"Order\":[{Fund(type, "EXECUTED", "")}]}}}}"));

        var page = await house.Trading.GetOrderHistoryAsync(new HistoryQuery(Sample.Account, Sample.Now.AddDays(-3), Sample.Now), house.Stop);

        Assert.Empty(page.Items);
        Assert.Single(page.Gaps);
    }

    private static string Fund(string type, string status, string filled) => $$$"""
        {"orderId":9,"orderType":"MF","OrderDetail":[{"status":"{{{status}}}","priceType":"MARKET","orderTerm":"GOOD_FOR_DAY","Instrument":[
        {"Product":{"symbol":"VFIAX","securityType":"MF"},"orderAction":"BUY","quantityType":"{{{type}}}",{{{filled}}}"orderedQuantity":5000}]}]}
        """;

    [Fact]
    public async Task Seconds_milliseconds_and_nonsense_are_told_apart()
    {
        Assert.Equal(new DateTimeOffset(2012, 3, 14, 4, 26, 43, TimeSpan.Zero), (await PlacedAsync("1331699203"))?.AddTicks(-((await PlacedAsync("1331699203"))!.Value.Ticks % TimeSpan.TicksPerSecond)));
        Assert.Equal(new DateTimeOffset(2012, 3, 14, 4, 26, 43, 122, TimeSpan.Zero), await PlacedAsync("1331699203122"));
        Assert.Null(await PlacedAsync("123453456"));
        Assert.Null(await PlacedAsync("0"));
        Assert.Null(await PlacedAsync("-57600000"));
        Assert.Null(await PlacedAsync("\"soon\""));
        Assert.Null(await PlacedAsync("9999999999999999"));
    }

    private static async Task<DateTimeOffset?> PlacedAsync(string time) => (await OneAsync(
        $$"""{"orderId":9,"orderType":"EQ","OrderDetail":[{"placedTime":{{time}},"status":"OPEN","priceType":"LIMIT","limitPrice":1,"Instrument":[{"Product":{"symbol":"KO","securityType":"EQ"},"orderAction":"BUY","orderedQuantity":3,"filledQuantity":0}]}]}""")).SubmittedAt;

    private static async Task<Order> OneAsync(string row)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders/9"), TestHouse.Text($"{{\"OrdersResponse\":{{\"Order\":[{row}]}}}}"));
        return await house.Trading.GetOrderAsync(Sample.Order("9"), house.Stop);
    }

    private static async Task<Dictionary<string, Order>> ReadAsync(bool inXml)
    {
        await using var house = new TestHouse(inXml: inXml);
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders");
        var page = await house.Trading.GetOrderHistoryAsync(new HistoryQuery(Sample.Account, Sample.Now.AddDays(-3), Sample.Now), house.Stop);
        Assert.Empty(page.Gaps);
        return page.Items.ToDictionary(order => order.Ref.Order.Value, StringComparer.Ordinal);
    }
}
