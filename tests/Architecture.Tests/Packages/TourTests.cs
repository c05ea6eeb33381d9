using System.Text.Json;

namespace Brokerage.Architecture.Tests.Packages;

/// <summary>The document that samples/Tour prints. The gate runs the sample and names the file in <c>BROKERAGE_TOUR</c>.</summary>
[Trait("Category", "Gate")]
public sealed class TourTests
{
    [Fact]
    public void Two_brokers_are_connected_and_one_holding_is_shared_between_them()
    {
        JsonElement tour = Document();
        Assert.True(tour.GetProperty("connections").EnumerateArray().Select(each => Text(each, "brokerId")).Distinct(StringComparer.Ordinal).Count() >= 2);
        Assert.All(tour.GetProperty("connections").EnumerateArray(), each =>
        {
            Assert.NotEmpty(Text(each, "connectionId"));
            Assert.NotEmpty(Text(each, "environment"));
            Assert.NotEmpty(Text(each, "status"));
        });
        JsonElement shared = Assert.Single(tour.GetProperty("portfolio").GetProperty("positions").EnumerateArray(), each => Text(each, "instrument") is "BRK.B");
        Assert.True(shared.GetProperty("breakdown").EnumerateArray().Select(each => Text(each, "brokerId")).Distinct(StringComparer.Ordinal).Count() >= 2);
    }

    [Theory]
    [InlineData("portfolio")]
    [InlineData("after")]
    [InlineData("degraded")]
    public void A_merged_holding_is_the_sum_of_its_parts(string name)
    {
        JsonElement portfolio = Document().GetProperty(name);
        Assert.NotEmpty(portfolio.GetProperty("totals").EnumerateArray());
        Assert.All(portfolio.GetProperty("totals").EnumerateArray(), total => Assert.True(Number(total, "value") >= Number(total, "cash")));
        Assert.All(portfolio.GetProperty("positions").EnumerateArray(), position =>
        {
            JsonElement[] parts = [.. position.GetProperty("breakdown").EnumerateArray()];
            decimal quantity = parts.Sum(part => Number(part, "quantity"));
            Assert.Equal(Number(position, "totalQuantity"), quantity);
            Assert.Equal(Number(position, "totalMarketValue"), parts.Sum(part => Number(part, "marketValue")));
            decimal average = parts.Sum(part => Number(part, "quantity") * Number(part, "averageCost")) / quantity;
            Assert.Equal(Number(position, "weightedAverageCost"), average, 8);
        });
    }

    [Fact]
    public void The_order_was_filled_and_shows_in_the_portfolio_and_in_the_exchanges_own_books()
    {
        JsonElement tour = Document();
        JsonElement order = tour.GetProperty("order");
        decimal filled = Number(order, "filledQuantity");
        Assert.Equal("placed", Text(order, "result"), ignoreCase: true);
        Assert.Equal("filled", Text(order, "finalStatus"), ignoreCase: true);
        Assert.True(filled > 0 && Number(order, "averageFillPrice") > 0);
        Assert.NotEmpty(Text(order, "clientOrderId"));
        Assert.NotEmpty(order.GetProperty("events").EnumerateArray());
        Dictionary<string, decimal> before = Holdings(tour.GetProperty("portfolio"));
        Dictionary<string, decimal> after = Holdings(tour.GetProperty("after"));
        Assert.Equal(filled, after.Keys.Union(before.Keys, StringComparer.Ordinal).Sum(key => Math.Abs(after.GetValueOrDefault(key) - before.GetValueOrDefault(key))));
        Assert.Equal(Ledger(tour).OrderBy(pair => pair.Key, StringComparer.Ordinal), after.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_E_TRADEs_own_is_told()
    {
        JsonElement tour = Document();
        Assert.Contains(tour.GetProperty("connections").EnumerateArray(), each => Text(each, "brokerId") is "etrade");
        JsonElement daily = tour.GetProperty("eTrade");
        Assert.Equal(1, Number(daily, "loginDays"));
        Assert.InRange(daily.GetProperty("loginEndsAt").GetDateTimeOffset(), DateTimeOffset.UnixEpoch, daily.GetProperty("preview").GetProperty("usableUntil").GetDateTimeOffset().AddHours(25));
        Assert.True(Number(daily.GetProperty("preview"), "estimatedTotal") > 0);
        Assert.True(daily.GetProperty("stream").GetProperty("isPolled").GetBoolean());
        Assert.NotEmpty(daily.GetProperty("stream").GetProperty("events").EnumerateArray());
        JsonElement lost = daily.GetProperty("lost");
        Assert.Equal(("OutcomeUnknown", "Found", "Cancelled"), (Text(lost, "result"), Text(lost, "look"), Text(lost, "finalStatus")));
        Assert.Equal(1, Number(lost, "ordersAtBroker"));
    }

    [Fact]
    public void A_broker_that_is_down_is_named_and_the_rest_is_there()
    {
        JsonElement tour = Document();
        Assert.Empty(tour.GetProperty("portfolio").GetProperty("failures").EnumerateArray());
        JsonElement failure = Assert.Single(tour.GetProperty("degraded").GetProperty("failures").EnumerateArray());
        Assert.NotEmpty(Text(failure, "errorCode"));
        string down = Text(failure, "connectionId");
        Dictionary<string, decimal> rest = Holdings(tour.GetProperty("degraded"));
        Assert.NotEmpty(rest);
        Assert.DoesNotContain(rest.Keys, key => key.StartsWith($"{down} ", StringComparison.Ordinal));
    }

    // Connection and instrument to quantity, as the merged picture tells it.
    private static Dictionary<string, decimal> Holdings(JsonElement portfolio) => Sums(
        from position in portfolio.GetProperty("positions").EnumerateArray()
        from part in position.GetProperty("breakdown").EnumerateArray()
        select ($"{Text(part, "connectionId")} {Text(position, "instrument")}", Number(part, "quantity")));

    private static Dictionary<string, decimal> Ledger(JsonElement tour) => Sums(
        from account in tour.GetProperty("ledger").EnumerateArray()
        from position in account.GetProperty("positions").EnumerateArray()
        select ($"{Text(account, "connectionId")} {Text(position, "instrument")}", Number(position, "quantity")));

    private static Dictionary<string, decimal> Sums(IEnumerable<(string Key, decimal Quantity)> rows) =>
        rows.GroupBy(row => row.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(row => row.Quantity), StringComparer.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static JsonElement Document()
    {
        string? file = Environment.GetEnvironmentVariable("BROKERAGE_TOUR");
        Assert.SkipWhen(string.IsNullOrEmpty(file), "The gate runs samples/Tour first; BROKERAGE_TOUR names no document here.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file!));
        return document.RootElement.Clone();
    }
}
