using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.ETrade.Streaming;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>Streams by polling: labelled, with fills that follow from two readings, and with a gap where a look failed.</summary>
public sealed class StreamTests
{
    private static readonly System.Text.Json.JsonSerializerOptions Indented = new() { WriteIndented = true };

    private string _orders = Fixture.Text("Orders/GET-orders-before");
    private string _quotes = Fixture.Text("Market/GET-quotes");
    private HttpStatusCode _status = HttpStatusCode.OK;
    private readonly string _withoutKey = Fixture.Text("Accounts/GET-list").Replace($"\"{Sample.Key}\"", "\"\"", StringComparison.Ordinal);
    private int _asked;

    [Fact]
    public async Task Orders_begin_with_those_that_are_open_and_go_on_with_what_changes()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);

        Assert.Equal(StreamSignal.Connecting, (await NextAsync(house, items)).Signal);
        var first = await NextAsync(house, items);
        Assert.Equal((OrderCause.Seen, "7100", true), (first.Value!.Cause, first.Value.Order.Ref.Order.Value, first.IsPolled));
        Assert.Equal(StreamSignal.Resynced, (await NextAsync(house, items)).Signal);
        Assert.Equal(StreamSignal.Live, (await NextAsync(house, items)).Signal);

        _orders = Fill(_orders, 4, 61.20m);
        var partial = (await NextAsync(house, items)).Value!;
        Assert.Equal((OrderCause.Fill, OrderState.PartiallyFilled), (partial.Cause, partial.Order.State.Value));
        Assert.Equal((true, null, 4m, 61.20m, 4m), (partial.Execution!.IsDerived, partial.Execution.Id, partial.Execution.Quantity, partial.Execution.Price, partial.Execution.CumulativeAfter));

        // Six more at 61.25 make an average of 61.23.
        _orders = Fill(_orders, 10, 61.23m).Replace("\"OPEN\"", "\"EXECUTED\"", StringComparison.Ordinal);
        var whole = (await NextAsync(house, items)).Value!;
        Assert.Equal((OrderCause.Fill, OrderState.Filled), (whole.Cause, whole.Order.State.Value));
        Assert.Equal((6m, 61.25m, 10m), (whole.Execution!.Quantity, whole.Execution.Price, whole.Execution.CumulativeAfter));
    }

    [Fact]
    public async Task An_order_that_is_placed_elsewhere_is_seen_and_its_cancel_too()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(null, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);

        _orders = Fixture.Text("Orders/GET-orders-after");
        Assert.Equal(("7101", OrderCause.Seen), Of(await NextAsync(house, items)));

        _orders = _orders.Replace("\"status\": \"OPEN\"", "\"status\": \"CANCELLED\"", StringComparison.Ordinal);
        Assert.Equal([("7100", OrderCause.Cancelled), ("7101", OrderCause.Cancelled)], new[] { Of(await NextAsync(house, items)), Of(await NextAsync(house, items)) }.Order());
    }

    [Fact]
    public async Task A_look_that_fails_is_a_gap_and_what_was_missed_is_fetched()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);

        // "Not available" for a while, and meanwhile the order is filled.
        _status = HttpStatusCode.InternalServerError;
        Assert.Equal(StreamSignal.Connecting, (await NextAsync(house, items)).Signal);
        _orders = Fill(_orders, 10, 61.20m).Replace("\"OPEN\"", "\"EXECUTED\"", StringComparison.Ordinal);
        _status = HttpStatusCode.OK;

        // A gap is told as often as the look-up after it has to begin anew.
        List<StreamItem<OrderEvent>> told = [];
        do
        {
            told.Add(await NextAsync(house, items));
        }
        while (told[^1].Signal != StreamSignal.Live);

        Assert.Equal([StreamSignal.Gap, StreamSignal.Data, StreamSignal.Resynced, StreamSignal.Live], told.Select(item => item.Signal).Where(signal => signal != StreamSignal.Connecting).Distinct());
        var fill = Assert.Single(told, item => item.Value?.Execution is not null).Value!;
        Assert.Equal((OrderCause.Fill, OrderState.Filled, 10m), (fill.Cause, fill.Order.State.Value, fill.Execution!.Quantity));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_a_hole_and_the_stream_is_not_live_over_it()
    {
        var whole = _orders;
        _orders = whole.Replace("\"orderId\"", "\"zzOrderId\"", StringComparison.Ordinal);
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        Assert.Equal(StreamSignal.Connecting, (await NextAsync(house, items)).Signal);

        var next = NextAsync(house, items);
        await Waiting.UntilAsync(() => _asked > 9);
        Assert.False(next.IsCompleted);
        _orders = whole;

        Assert.Equal("7100", (await next).Value!.Order.Ref.Order.Value);
        Assert.Equal(StreamSignal.Resynced, (await NextAsync(house, items)).Signal);
        Assert.Equal(StreamSignal.Live, (await NextAsync(house, items)).Signal);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_a_gap_until_it_can_while_the_others_go_on()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        var both = Fixture.Text("Orders/GET-orders-after");

        _orders = Unreadable(both, order: 0, of: "7101");
        Assert.Equal(StreamSignal.Connecting, (await NextAsync(house, items)).Signal);
        Assert.Equal(StreamSignal.Gap, (await NextAsync(house, items)).Signal);
        _orders = Fill(Unreadable(both, order: 0, of: "7101"), 4, 61.20m);
        List<StreamItem<OrderEvent>> told = [];
        do
        {
            told.Add(await NextAsync(house, items));
        }
        while (told[^1].Value is null);
        Assert.Equal(("7100", OrderCause.Fill), Of(told[^1]));

        _orders = Fill(both, 4, 61.20m);
        do
        {
            told.Add(await NextAsync(house, items));
        }
        while (told[^1].Signal != StreamSignal.Live);

        Assert.DoesNotContain(told, item => item.Signal == StreamSignal.Connecting);
        Assert.Contains(told, item => item.Value?.Order.Ref.Order.Value == "7101");
        Assert.Contains(told, item => item.Signal == StreamSignal.Resynced);
    }

    [Fact]
    public async Task After_a_break_no_more_days_are_listed_than_were_missed()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        _status = HttpStatusCode.InternalServerError;
        Assert.Equal(StreamSignal.Connecting, (await NextAsync(house, items)).Signal);
        _status = HttpStatusCode.OK;
        await UntilLiveAsync(house, items);

        var first = house.Requests.Select(request => System.Web.HttpUtility.ParseQueryString(request.Address.Query)["fromDate"]).OfType<string>().Distinct();
        Assert.Equal(["11182026"], first);
    }

    [Fact]
    public async Task What_is_older_than_any_list_of_days_and_was_open_is_seen_to_its_end()
    {
        var isOpen = true;
        await using var house = OpenWithOldOrder(() => isOpen);
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        var asked = house.Sent("GET", TestHouse.Path("orders/7100"));

        isOpen = false;
        var end = await NextAsync(house, items);

        Assert.Equal((0, OrderCause.Fill, OrderState.Filled), (asked, end.Value!.Cause, end.Value.Order.State.Value));
    }

    /// <summary>Its day is listed no more, and it is open no more: that one reader has heard of its end, or would have, says nothing of another.</summary>
    [Fact]
    public async Task How_an_old_order_ended_is_told_to_each_who_asks_since_before_that()
    {
        var isOpen = true;
        await using var house = OpenWithOldOrder(() => isOpen);
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        var before = house.Clock.GetUtcNow();
        isOpen = false;
        Assert.Equal(OrderCause.Fill, (await NextAsync(house, items)).Value!.Cause);

        await using var later = house.Connection.Streaming!.OrdersAsync(Sample.Account, before, house.Stop).GetAsyncEnumerator(house.Stop);

        Assert.Equal(OrderState.Filled, (await NextAsync(house, later)).Value!.Order.State.Value);
    }

    /// <summary>Its day is listed no more: what one reader has looked up is told to those who are live already.</summary>
    [Fact]
    public async Task How_an_old_order_ended_is_told_to_all_although_one_has_looked_it_up()
    {
        var isOpen = true;
        await using var house = OpenWithOldOrder(() => isOpen);
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        isOpen = false;

        // No time passes, so that no look comes first.
        await using var later = house.Connection.Streaming!.OrdersAsync(Sample.Account, Sample.Now.AddHours(-1), house.Stop).GetAsyncEnumerator(house.Stop);
        Assert.True(await later.MoveNextAsync());
        Assert.Equal(OrderState.Filled, later.Current.Value!.Order.State.Value);

        var end = await NextAsync(house, items);
        Assert.Equal((OrderCause.Fill, OrderState.Filled, 10m), (end.Value!.Cause, end.Value.Order.State.Value, end.Value.Execution!.Quantity));
    }

    [Fact]
    public async Task An_account_whose_row_cannot_be_read_any_more_is_looked_at_all_the_same()
    {
        await using var house = OpenWithAccounts(house => [house.Ok("Accounts/GET-list"), TestHouse.Text(_withoutKey)]);
        await using var items = house.Connection.Streaming!.OrdersAsync(null, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        Assert.False((await house.AdvanceAsync(house.Connection.Accounts.GetAccountsAsync(house.Stop))).IsComplete);

        _orders = Fill(_orders, 4, 61.20m);

        Assert.Equal(("7100", OrderCause.Fill), Of(await NextAsync(house, items)));
    }

    [Fact]
    public async Task A_stream_of_all_accounts_is_not_live_before_all_of_them_are_known()
    {
        await using var house = OpenWithAccounts(house => [TestHouse.Text(_withoutKey), TestHouse.Text(_withoutKey), house.Ok("Accounts/GET-list")]);
        await using var items = house.Connection.Streaming!.OrdersAsync(null, null, house.Stop).GetAsyncEnumerator(house.Stop);
        List<StreamItem<OrderEvent>> told = [];
        do
        {
            told.Add(await NextAsync(house, items));
        }
        while (told[^1].Signal != StreamSignal.Live);

        Assert.Contains(told, item => item.Value?.Order.Ref == Sample.Order("7100"));
        Assert.Equal(3, house.Sent("GET", "v1/accounts/list"));
    }

    [Fact]
    public async Task Looks_that_take_many_pages_leave_half_of_what_is_allowed_to_others()
    {
        const int Pages = 6;
        var looks = new System.Collections.Concurrent.ConcurrentQueue<DateTimeOffset>();
        await using var house = new TestHouse(options => options.OrderRequestsPerSecond = 2);
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.From((request, _) =>
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            if (query["status"] is not null)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
            }

            if (query["marker"] is null)
            {
                looks.Enqueue(house!.Clock.GetUtcNow());
            }

            return Task.FromResult(Answer(Page(int.Parse(query["marker"] ?? "1", System.Globalization.CultureInfo.InvariantCulture), Pages)));
        }));
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, Sample.Now.AddHours(-2), house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);
        looks.Clear();

        await Waiting.UntilAsync(
            async () =>
            {
                await Task.Delay(1, house.Stop);
                return looks.Count >= 3;
            },
            () => house.Clock.Advance(TimeSpan.FromMilliseconds(500)));

        var between = looks.ElementAt(2) - looks.ElementAt(1);
        Assert.True(between >= TimeSpan.FromSeconds(Pages), $"{between}");
    }

    [Fact]
    public async Task A_login_that_has_ended_ends_the_stream()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);

        // Time that passes while nobody looks: a night that the machine slept through.
        house.Clock.Suspend(TimeSpan.FromDays(1));

        Assert.Equal(BrokerageErrorCode.AuthExpired, (await Assert.ThrowsAsync<BrokerageException>(async () =>
        {
            while ((await NextAsync(house, items)).Signal != StreamSignal.Live)
            {
                // Only what the stream says of its own end.
            }
        })).Code);
    }

    [Fact]
    public async Task Prices_are_ticks_where_they_have_changed()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.QuotesAsync([Sample.Ko], house.Stop).GetAsyncEnumerator(house.Stop);

        var first = await TickAsync(house, items);
        Assert.Equal((61.24m, 61.26m, 61.25m, true), (first.Value.Bid, first.Value.Ask, first.Value.Last, first.IsPolled));
        Assert.Same(Sample.Ko, first.Value.Instrument);

        _quotes = _quotes.Replace("\"lastTrade\": 61.25", "\"lastTrade\": 61.31", StringComparison.Ordinal).Replace("1795102318", "1795102325", StringComparison.Ordinal);
        Assert.Equal(61.31m, (await TickAsync(house, items)).Value.Last);
    }

    [Fact]
    public async Task A_second_reader_of_a_price_is_told_it_at_once_and_the_first_not_again()
    {
        await using var house = Open();
        await using var items = house.Connection.Streaming!.QuotesAsync([Sample.Ko], house.Stop).GetAsyncEnumerator(house.Stop);
        Assert.Equal(61.25m, (await TickAsync(house, items)).Value.Last);
        await using var later = house.Connection.Streaming!.QuotesAsync([Sample.Ko], house.Stop).GetAsyncEnumerator(house.Stop);

        Assert.Equal(61.25m, (await TickAsync(house, later)).Value.Last);

        _quotes = _quotes.Replace("\"lastTrade\": 61.25", "\"lastTrade\": 61.31", StringComparison.Ordinal).Replace("1795102318", "1795102325", StringComparison.Ordinal);
        Assert.Equal(61.31m, (await TickAsync(house, items)).Value.Last);
    }

    [Fact]
    public async Task A_symbol_that_E_TRADE_does_not_know_ends_its_reader_and_no_other()
    {
        await using var house = Open();
        house.Script("GET", "v1/market/quote/KO,NOSUCH", ScriptedAnswer.From((_, _) => Task.FromResult(Answer(_quotes))));
        house.Script("GET", "v1/market/quote/NOSUCH", TestHouse.Text("""{"Error":{"code":1019,"message":"Invalid Symbol."}}""", 400));
        await using var items = house.Connection.Streaming!.QuotesAsync([Sample.Ko], house.Stop).GetAsyncEnumerator(house.Stop);
        Assert.Equal(61.25m, (await TickAsync(house, items)).Value.Last);
        await using var wrong = house.Connection.Streaming!.QuotesAsync([new Instrument.Equity("NOSUCH")], house.Stop).GetAsyncEnumerator(house.Stop);

        Assert.Equal(BrokerageErrorCode.SymbolNotFound, (await Assert.ThrowsAsync<BrokerageException>(() => TickAsync(house, wrong))).Code);

        _quotes = _quotes.Replace("\"lastTrade\": 61.25", "\"lastTrade\": 61.31", StringComparison.Ordinal).Replace("1795102318", "1795102325", StringComparison.Ordinal);
        Assert.Equal(61.31m, (await TickAsync(house, items)).Value.Last);
    }

    [Fact]
    public async Task The_members_of_a_group_tell_their_own_fills()
    {
        var list = System.Text.Json.Nodes.JsonNode.Parse(_orders)!;
        var order = list["OrdersResponse"]!["Order"]![0]!;
        order["orderType"] = "ONE_CANCELS_ALL";
        order["OrderDetail"]!.AsArray().Add(order["OrderDetail"]![0]!.DeepClone());
        _orders = list.ToJsonString();
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, null, house.Stop).GetAsyncEnumerator(house.Stop);
        await UntilLiveAsync(house, items);

        order["OrderDetail"]![1]!["Instrument"]![0]!["filledQuantity"] = 4;
        order["OrderDetail"]![1]!["Instrument"]![0]!["averageExecutionPrice"] = 61.2;
        _orders = list.ToJsonString();

        StreamItem<OrderEvent> item;
        do
        {
            item = await NextAsync(house, items);
        }
        while (item.Value?.Execution is null);

        Assert.Equal(("7100#2", 4m, 61.2m), (item.Value.Order.Ref.Order.Value, item.Value.Execution.Quantity, item.Value.Execution.Price));
    }

    [Fact]
    public async Task What_was_cancelled_while_nobody_looked_is_told_to_who_asks_since_when()
    {
        _orders = _orders.Replace("\"OPEN\"", "\"CANCELLED\"", StringComparison.Ordinal);
        await using var house = Open();
        await using var items = house.Connection.Streaming!.OrdersAsync(Sample.Account, Sample.Now.AddMinutes(-5), house.Stop).GetAsyncEnumerator(house.Stop);

        StreamItem<OrderEvent> item;
        do
        {
            item = await NextAsync(house, items);
        }
        while (item.Signal == StreamSignal.Connecting);

        Assert.Equal(("7100", OrderState.Cancelled), (item.Value?.Order.Ref.Order.Value, item.Value?.Order.State.Value));
    }

    [Fact]
    public void Looks_keep_to_the_limits_and_are_rare_while_the_market_sleeps()
    {
        var clock = new FakeTimeProvider(Sample.Now);
        var pace = new PollPace(clock, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.FromSeconds(3), pace.Next());
        pace.IsBusy = false;
        Assert.Equal(TimeSpan.FromSeconds(15), pace.Next());

        // Twelve accounts at two requests a second: half of what is allowed is left to others.
        pace.IsBusy = true;
        pace.Spent(12, perSecond: 2);
        Assert.Equal(TimeSpan.FromSeconds(12), pace.Next());

        clock.Advance(TimeSpan.FromHours(11));   // half past two at night
        Assert.Equal(TimeSpan.FromSeconds(60), pace.Next());
        pace.Restart();
        Assert.Equal(TimeSpan.Zero, pace.Next());
    }

    // It was placed before any day that is listed, and comes to its end.
    private TestHouse OpenWithOldOrder(Func<bool> isOpen)
    {
        var old = JsonNode.Parse(_orders)!;
        old["OrdersResponse"]!["Order"]![0]!["OrderDetail"]![0]!["placedTime"] = Sample.Now.AddDays(-90).ToUnixTimeMilliseconds();
        old["OrdersResponse"]!["Order"]![0]!["OrderDetail"]![0]!["orderTerm"] = "GOOD_UNTIL_CANCEL";
        var text = old.ToJsonString();
        var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.From((request, _) => Task.FromResult(
            isOpen() && request.RequestUri!.Query.Contains("status=OPEN", StringComparison.Ordinal) ? Answer(text) : new HttpResponseMessage(HttpStatusCode.NoContent))));
        house.Script("GET", TestHouse.Path("orders/7100"), ScriptedAnswer.From((_, _) => Task.FromResult(Answer(
            text.Replace("\"OPEN\"", "\"EXECUTED\"", StringComparison.Ordinal).Replace("\"filledQuantity\":0.0", "\"filledQuantity\":10,\"averageExecutionPrice\":61.2", StringComparison.Ordinal)))));
        return house;
    }

    private TestHouse OpenWithAccounts(Func<TestHouse, IEnumerable<ScriptedAnswer>> lists)
    {
        var house = Open();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", lists(house));
        return house;
    }

    private TestHouse Open()
    {
        var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.From((_, _) => Task.FromResult(Answer(_status == HttpStatusCode.OK ? _orders : Fixture.Text("Errors/100-unavailable")))));
        house.Script("GET", $"v1/accounts/{Sample.OtherKey}/orders", ScriptedAnswer.Empty(204));
        house.Script("GET", "v1/market/quote/KO", ScriptedAnswer.From((_, _) => Task.FromResult(Answer(_quotes))));
        return house;
    }

    private HttpResponseMessage Answer(string text)
    {
        Interlocked.Increment(ref _asked);
        return new(_status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }

    // One order to a page.
    private string Page(int page, int of)
    {
        var list = JsonNode.Parse(_orders)!;
        list["OrdersResponse"]!["Order"]![0]!["orderId"] = 7100 + page;
        if (page < of)
        {
            (list["OrdersResponse"]!["marker"], list["OrdersResponse"]!["next"]) = ($"{page + 1}", $"https://127.0.0.1/v1/accounts/x/orders?marker={page + 1}");
        }

        return list.ToJsonString();
    }

    private static string Fill(string orders, int filled, decimal average) => System.Text.RegularExpressions.Regex.Replace(
        orders, "\"filledQuantity\": [0-9.]+,( \"averageExecutionPrice\": [0-9.]+,)?",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"filledQuantity\": {filled}, \"averageExecutionPrice\": {average},"),
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // One row without what was filled.
    private static string Unreadable(string orders, int order, string of)
    {
        var list = JsonNode.Parse(orders)!;
        var row = list["OrdersResponse"]!["Order"]![order]!;
        Assert.Equal(of, row["orderId"]!.ToString());
        row["OrderDetail"]![0]!["Instrument"]![0]!.AsObject().Remove("filledQuantity");
        return list.ToJsonString(Indented);
    }

    private static (string, OrderCause) Of(StreamItem<OrderEvent> item) => (item.Value!.Order.Ref.Order.Value, item.Value.Cause);

    private static async Task UntilLiveAsync(TestHouse house, IAsyncEnumerator<StreamItem<OrderEvent>> items)
    {
        while ((await NextAsync(house, items)).Signal != StreamSignal.Live)
        {
            // What comes before is told of in another test.
        }
    }

    private static async Task<StreamItem<T>> NextAsync<T>(TestHouse house, IAsyncEnumerator<StreamItem<T>> items)
    {
        Assert.True(await items.MoveNextAsync().AsTask().WithStepsAsync(() => house.Clock.Advance(TimeSpan.FromMilliseconds(500))));
        return items.Current;
    }

    private static async Task<StreamItem<QuoteTick>> TickAsync(TestHouse house, IAsyncEnumerator<StreamItem<QuoteTick>> items)
    {
        StreamItem<QuoteTick> item;
        do
        {
            item = await NextAsync(house, items);
        }
        while (item.Signal != StreamSignal.Data);
        return item;
    }
}
