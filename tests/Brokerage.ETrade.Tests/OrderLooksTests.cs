using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Streaming;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>What looks at orders remember, what they forget, and what they cost.</summary>
public sealed class OrderLooksTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly List<JsonNode> _rows = [];
    private readonly List<JsonNode> _others = [];
    private int _pageSize = 100;

    [Fact]
    public async Task How_an_order_ended_is_remembered_for_a_day_and_told_from_the_lists_after_that()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var account = await session.AccountAsync(Sample.Account, house.Stop);
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Assert.Equal(["8001"], Note(looks, await looks.NextAsync(account, house.Stop)));

        house.Clock.Advance(Hour);
        var before = house.Clock.GetUtcNow();
        house.Clock.Advance(Hour);
        End(8001, "CANCELLED");
        Assert.Equal(["8001"], Note(looks, await looks.NextAsync(account, house.Stop)));
        Assert.Empty(Note(looks, await looks.NextAsync(account, house.Stop)));
        house.Clock.Advance(23 * Hour);
        Assert.Empty(Note(looks, await looks.NextAsync(account, house.Stop)));

        // One that comes later, and wants to know what happened since before the end.
        Assert.Equal(["8001"], Note(looks, await looks.SinceAsync(account, before, house.Stop)));
        Assert.Equal(("11192026", 1), (FirstDay(house), looks.Count));

        house.Clock.Advance(2 * Hour);
        Assert.Empty(Note(looks, await looks.NextAsync(account, house.Stop)));
        Assert.Equal(0, looks.Count);
        Assert.Equal(["8001"], Note(looks, await looks.SinceAsync(account, before, house.Stop)));
        Assert.Equal("09202026", FirstDay(house));
    }

    [Fact]
    public async Task What_is_listed_and_what_is_at_work_is_not_forgotten_and_a_row_without_an_id_may_be_either()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var account = await session.AccountAsync(Sample.Account, house.Stop);
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Add(8002, Sample.Now, "EXECUTED");
        Note(looks, await looks.SinceAsync(account, Sample.Now.AddHours(-1), house.Stop));
        Assert.Equal(2, looks.Count);

        // Yesterday's are listed.
        house.Clock.Advance(25 * Hour);
        Note(looks, await looks.NextAsync(account, house.Stop));
        Assert.Equal(2, looks.Count);

        Add(null, house.Clock.GetUtcNow(), "OPEN");
        house.Clock.Advance(48 * Hour);
        Assert.False((await looks.NextAsync(account, house.Stop)).IsWhole);
        Assert.Equal(2, looks.Count);

        _rows.RemoveAt(2);
        Note(looks, await looks.NextAsync(account, house.Stop));
        Assert.Equal((1, true), (looks.Count, looks.IsBusy));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_could_not_be_read_and_ends_meanwhile_is_told_when_it_can_be_read_again(bool hasId)
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var account = await session.AccountAsync(Sample.Account, house.Stop);
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Add(8002, Sample.Now, "OPEN");
        var since = Sample.Now.AddHours(-1);
        Damage(8001, hasId);
        var holed = await looks.SinceAsync(account, since, house.Stop);
        Assert.Equal((false, "8002"), (holed.IsWhole, Assert.Single(holed.Orders).Ref.Order.Value));
        looks.Note(holed.Orders[0]);

        // It is open no more, and was placed long before anything that was asked for.
        _rows.RemoveAt(0);
        Add(8001, Sample.Now.AddDays(-5), "EXECUTED");

        Assert.Equal(["8001", "8002"], Note(looks, await looks.SinceAsync(account, since, house.Stop)));
        Assert.Equal(hasId ? "11182026" : "09202026", FirstDay(house));
    }

    [Fact]
    public async Task What_one_reader_has_looked_up_is_told_to_the_others_once_and_what_was_over_before_is_not()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var account = await session.AccountAsync(Sample.Account, house.Stop);
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Add(8002, Sample.Now.AddDays(-6), "CANCELLED");
        NoteForOne(looks, await looks.OpenAsync(account, house.Stop));
        End(8001, "CANCELLED");
        var since = Sample.Now.AddDays(-7);
        Assert.Equal(["8001", "8002"], NoteForOne(looks, await looks.SinceAsync(account, since, house.Stop)));

        var next = await looks.NextAsync(account, house.Stop);

        Assert.Equal("8001", Assert.Single(next.Orders).Ref.Order.Value);
        Assert.Equal(OrderState.Working, looks.Note(next.Orders[0])?.State.Value);
        Assert.Empty(Note(looks, await looks.NextAsync(account, house.Stop)));

        // A third reader learns no more than is known to all.
        Assert.Equal(["8001", "8002"], NoteForOne(looks, await looks.SinceAsync(account, since, house.Stop)));
        Assert.Empty(Note(looks, await looks.NextAsync(account, house.Stop)));
    }

    /// <summary>E*TRADE numbers each account's orders by itself.</summary>
    [Fact]
    public async Task An_order_is_seen_to_its_end_although_another_account_has_an_order_of_that_number()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var (one, other) = (await session.AccountAsync(Sample.Account, house.Stop), await session.AccountAsync(AccountId.Parse(Sample.OtherKey), house.Stop));
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Assert.Equal(["8001"], Note(looks, await looks.NextAsync(one, house.Stop)));
        Add(8001, Sample.Now, "EXECUTED");
        _others.Add(_rows[^1]);
        _rows.RemoveAt(1);
        Assert.Equal(["8001"], Note(looks, await looks.SinceAsync(other, Sample.Now.AddHours(-1), house.Stop)));
        Assert.Equal((2, true), (looks.Count, looks.IsBusy));

        End(8001, "CANCELLED");
        var ended = await looks.NextAsync(one, house.Stop);

        Assert.Equal((Sample.Ref, OrderState.Cancelled), (Assert.Single(ended.Orders).Ref.Account, ended.Orders[0].State.Value));
        Assert.Equal(OrderState.Working, looks.Note(ended.Orders[0])?.State.Value);
        Assert.False(looks.IsBusy);
    }

    /// <summary>The row of one account that cannot be read is not the other account's order of that number.</summary>
    [Fact]
    public async Task What_could_not_be_read_is_asked_for_in_its_own_account()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var (one, other) = (await session.AccountAsync(Sample.Account, house.Stop), await session.AccountAsync(AccountId.Parse(Sample.OtherKey), house.Stop));
        Add(8001, Sample.Now, "OPEN");
        Damage(8001, hasId: true);
        _others.Add(_rows[0]);
        Assert.False((await looks.NextAsync(one, house.Stop)).IsWhole);
        Assert.False((await looks.NextAsync(other, house.Stop)).IsWhole);

        // It is listed no more, and can be read by itself.
        _rows.Clear();
        Add(8001, Sample.Now.AddDays(-5), "EXECUTED");

        Assert.Equal(["8001"], Note(looks, await looks.NextAsync(one, house.Stop)));
    }

    [Fact]
    public async Task Every_page_and_every_order_by_itself_is_a_request()
    {
        await using var house = Open();
        using var session = house.OpenSession();
        var looks = new OrderLooks(session);
        var account = await session.AccountAsync(Sample.Account, house.Stop);
        _pageSize = 1;
        Add(8001, Sample.Now.AddDays(-5), "OPEN");
        Add(8002, Sample.Now, "OPEN");
        Add(8003, Sample.Now, "OPEN");
        Note(looks, await looks.NextAsync(account, house.Stop));

        // OPEN twice, with three pages each, and two words that no order has.
        Assert.Equal((8, Asked(house)), (looks.TakeRequests(), 8));
        Assert.Equal(0, looks.TakeRequests());

        End(8001, "CANCELLED");
        Note(looks, await looks.NextAsync(account, house.Stop));

        // Two pages of a day, twice two of what is open, two that are empty, and the one that has gone.
        Assert.Equal((9, Asked(house)), (looks.TakeRequests(), 17));
    }

    private TestHouse Open()
    {
        var house = new TestHouse();
        house.WithLongLogin();
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.From((request, _) => Task.FromResult(List(_rows, HttpUtility.ParseQueryString(request.RequestUri!.Query)))));
        house.Script("GET", $"v1/accounts/{Sample.OtherKey}/orders", ScriptedAnswer.From((request, _) =>
            Task.FromResult(List(_others, HttpUtility.ParseQueryString(request.RequestUri!.Query)))));
        house.Script("GET", TestHouse.Path("orders/8001"), ScriptedAnswer.From((_, _) => Task.FromResult(Answer(_rows.Where(row => $"{row["orderId"]}" == "8001")))));
        return house;
    }

    private void Add(int? id, DateTimeOffset placed, string status)
    {
        var row = JsonNode.Parse(Fixture.Text("Orders/GET-orders-before"))!["OrdersResponse"]!["Order"]![0]!.DeepClone();
        row["orderId"] = id;
        row["OrderDetail"]![0]!["placedTime"] = placed.ToUnixTimeMilliseconds();
        row["OrderDetail"]![0]!["orderTerm"] = "GOOD_UNTIL_CANCEL";
        row["OrderDetail"]![0]!["status"] = status;
        if (status == "EXECUTED")
        {
            row["OrderDetail"]![0]!["Instrument"]![0]!["filledQuantity"] = 10;
            row["OrderDetail"]![0]!["Instrument"]![0]!["averageExecutionPrice"] = 61.2;
        }

        _rows.Add(row);
    }

    // One figure cannot be read any more, or the id itself.
    private void Damage(int id, bool hasId)
    {
        var row = _rows.Single(row => $"{row["orderId"]}" == $"{id}");
        row["OrderDetail"]![0]!["Instrument"]![0]!["filledQuantity"] = "N/A";
        if (!hasId)
        {
            row["orderId"] = null;
        }
    }

    private void End(int id, string status) => _rows.Single(row => $"{row["orderId"]}" == $"{id}")["OrderDetail"]![0]!["status"] = status;

    // By the word that is asked for, or by days; a page at a time.
    private HttpResponseMessage List(List<JsonNode> all, System.Collections.Specialized.NameValueCollection query)
    {
        var first = query["fromDate"] is { } day ? DateOnly.ParseExact(day, "MMddyyyy", CultureInfo.InvariantCulture) : DateOnly.MinValue;
        var rows = all.Where(row => query["status"] is { } status ? $"{row["OrderDetail"]![0]!["status"]}" == status
            : Brokerage.Markets.NewYorkTime.DateAt(DateTimeOffset.FromUnixTimeMilliseconds(row["OrderDetail"]![0]!["placedTime"]!.GetValue<long>())) >= first).ToList();
        var from = query["marker"] is { } marker ? int.Parse(marker, CultureInfo.InvariantCulture) : 0;
        return Answer(rows.Skip(from).Take(_pageSize), from + _pageSize < rows.Count ? $"{from + _pageSize}" : null);
    }

    private static HttpResponseMessage Answer(IEnumerable<JsonNode> rows, string? next = null)
    {
        var page = new JsonObject { ["Order"] = new JsonArray([.. rows.Select(row => row.DeepClone())]) };
        if (next is not null)
        {
            (page["marker"], page["next"]) = (next, $"https://127.0.0.1/v1/accounts/x/orders?marker={next}");
        }

        return page["Order"]!.AsArray().Count == 0 ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(new JsonObject { ["OrdersResponse"] = page }.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    // As a stream does with what a look has brought; only what is new of it matters.
    private static IReadOnlyList<string> Note(OrderLooks looks, OrderLook look)
    {
        Assert.True(look.IsWhole);
        foreach (var order in look.Orders)
        {
            looks.Note(order);
        }

        return [.. look.Orders.Select(order => order.Ref.Order.Value).Order(StringComparer.Ordinal)];
    }

    // As a stream does with what it has looked up for one of its readers.
    private static IReadOnlyList<string> NoteForOne(OrderLooks looks, OrderLook look)
    {
        foreach (var order in look.Orders)
        {
            looks.NoteForOne(order);
        }

        return [.. look.Orders.Select(order => order.Ref.Order.Value).Order(StringComparer.Ordinal)];
    }

    private static int Asked(TestHouse house) => house.Requests.Count(request => request.Address.AbsolutePath.Contains("/orders", StringComparison.Ordinal));

    private static string? FirstDay(TestHouse house) => house.Requests.Select(request => HttpUtility.ParseQueryString(request.Address.Query)["fromDate"]).OfType<string>().Last();
}
