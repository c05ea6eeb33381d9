using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class OrderListTests
{
    [Fact]
    public async Task Lists_are_filtered_ordered_and_cut()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var symbol = i % 2 == 0 ? "AAPL" : "MSFT";
            var order = await alpaca.OrderAsync($$"""{"symbol":"{{symbol}}","qty":"1","side":"buy","type":"limit","limit_price":"10{{i}}","time_in_force":"gtc"}""");
            ids.Add(order.GetProperty("id").GetString()!);
            alpaca.Time.Advance(TimeSpan.FromSeconds(10));
        }

        await alpaca.SendAsync("DELETE", "/v2/orders/" + ids[0]);

        Assert.Equal([ids[4], ids[3], ids[2], ids[1]], await IdsAsync(alpaca, ""));
        Assert.Equal([ids[0]], await IdsAsync(alpaca, "?status=closed"));
        Assert.Equal(ids, await IdsAsync(alpaca, "?status=all&direction=asc"));
        Assert.Equal([ids[4], ids[3]], await IdsAsync(alpaca, "?limit=2"));
        Assert.Equal([ids[3], ids[1]], await IdsAsync(alpaca, "?symbols=MSFT,IBM"));
        Assert.Equal([ids[1], ids[2]], await IdsAsync(alpaca, $"?status=all&direction=asc&after_order_id={ids[0]}&before_order_id={ids[3]}"));
        Assert.Empty(await IdsAsync(alpaca, "?side=sell"));
        Assert.Empty(await IdsAsync(alpaca, "?asset_class=crypto"));
        Assert.Equal(4, (await IdsAsync(alpaca, "?asset_class=us_equity,us_option")).Count);
    }

    [Fact]
    public async Task After_and_until_exclude_the_instant_itself()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var first = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"100","time_in_force":"gtc"}""");
        alpaca.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"101","time_in_force":"gtc"}""");

        var at = Uri.EscapeDataString((await alpaca.ReadOrderAsync(first)).GetProperty("submitted_at").GetString()!);
        Assert.Equal([second.GetProperty("id").GetString()!], await IdsAsync(alpaca, "?after=" + at));
        var end = Uri.EscapeDataString((await alpaca.ReadOrderAsync(second)).GetProperty("submitted_at").GetString()!);
        Assert.Equal([first.GetProperty("id").GetString()!], await IdsAsync(alpaca, "?until=" + end));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=501")]
    [InlineData("?limit=ten")]
    [InlineData("?status=sleeping")]
    [InlineData("?direction=sideways")]
    [InlineData("?after=yesterday")]
    [InlineData("?before_order_id=nobody")]
    public async Task A_senseless_filter_is_refused(string query)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        Assert.Equal(422, (int)(await alpaca.SendAsync("GET", "/v2/orders" + query)).Status);
    }

    private static async Task<List<string>> IdsAsync(TestAlpaca alpaca, string query) =>
        [.. (await alpaca.GetAsync("/v2/orders" + query)).EnumerateArray().Select(order => order.GetProperty("id").GetString()!)];
}
