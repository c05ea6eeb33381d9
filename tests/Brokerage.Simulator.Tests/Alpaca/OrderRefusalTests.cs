using System.Net;
using Brokerage.Exchange;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class OrderRefusalTests
{
    [Theory]
    [InlineData("""{"symbol":"ZZZZQX","qty":"1","side":"buy","type":"market","time_in_force":"day"}""", "422 42210000 asset \"ZZZZQX\" not found")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"150.123","time_in_force":"day"}""",
        "422 42210000 invalid limit_price 150.123. sub-penny increment does not fulfill minimum pricing criteria")]
    [InlineData("""{"symbol":"AAPL","qty":"1","notional":"5","side":"buy","type":"market","time_in_force":"day"}""", "422 40010001 only one of qty or notional is accepted")]
    [InlineData("""{"symbol":"AAPL","side":"buy","type":"market","time_in_force":"day"}""", "422 40010001 qty or notional is required")]
    [InlineData("""{"symbol":"AAPL","qty":"0","side":"buy","type":"market","time_in_force":"day"}""", "422 40010001 qty must be > 0")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"hold","type":"market","time_in_force":"day"}""", "422 40010001 invalid side")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"pegged","time_in_force":"day"}""", "422 40010001 invalid order type")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"soon"}""", "422 40010001 invalid time_in_force")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","time_in_force":"day"}""", "422 40010001 limit orders require limit price")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","extended_hours":true}""", "422 42210000 extended hours order must be DAY limit orders")]
    [InlineData("""{"symbol":"AAPL","qty":"1.5","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc"}""", "422 42210000 fractional orders must be DAY orders")]
    [InlineData("""{"symbol":"AAPL","notional":"0.5","side":"buy","type":"market","time_in_force":"day"}""", "403 40310000 cost basis must be >= minimal amount of order 1")]
    [InlineData("""{"symbol":"BTC/USD","qty":"0.01","side":"buy","type":"stop","stop_price":"70000","time_in_force":"gtc"}""", "422 40010001 invalid order type for crypto order")]
    [InlineData("""{"symbol":"BTC/USD","qty":"0.01","side":"buy","type":"market","time_in_force":"day"}""", "422 40010001 invalid crypto time_in_force")]
    [InlineData("""{"symbol":"BTC/USD","qty":"0.01","side":"sell","type":"market","time_in_force":"gtc"}""", "403 40310000 insufficient balance for BTC (requested: 0.01, available: 0)")]
    [InlineData("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day","order_class":"octopus"}""", "422 40010001 invalid order_class")]
    [InlineData("not json", "400 40010000 request body format is invalid")]
    [InlineData("""{"symbol":"AAPL","qty":"many","side":"buy","type":"market","time_in_force":"day"}""", "400 40010000 request body format is invalid")]
    [InlineData("""{"symbol":"AAPL","qty":"5","side":"buy","type":"limit","limit_price":"180","time_in_force":"gtc","order_class":"bracket","take_profit":{"limit_price":"160"},"stop_loss":{"stop_price":"170"}}""",
        "422 42210000 take_profit.limit_price must be > stop_loss.stop_price")]
    public async Task A_senseless_order_is_refused_in_the_brokers_words(string body, string refusal)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        Assert.Equal(refusal, (await alpaca.SendAsync("POST", "/v2/orders", body)).Refusal);
        Assert.Empty((await alpaca.GetAsync("/v2/orders?status=all")).EnumerateArray());
    }

    [Fact]
    public async Task Too_large_an_order_is_refused_with_the_figures()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var answer = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"AAPL","qty":"10000","side":"buy","type":"limit","limit_price":"190","time_in_force":"day"}""");
        Assert.Equal("403 40310000 insufficient buying power", answer.Refusal);
        Assert.Equal("1900000", answer.Json.GetProperty("cost_basis").GetString());
        Assert.Equal((await alpaca.GetAsync("/v2/account")).GetProperty("buying_power").GetString(), answer.Json.GetProperty("buying_power").GetString());
    }

    [Fact]
    public async Task Selling_more_than_is_held_is_refused_with_the_figures()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.OrderAsync("""{"symbol":"BRK.B","qty":"10","side":"sell","type":"limit","limit_price":"600","time_in_force":"gtc"}""");
        var answer = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"BRK.B","qty":"5","side":"sell","type":"limit","limit_price":"600","time_in_force":"gtc"}""");
        Assert.Equal("403 40310000 insufficient qty available for order (requested: 5, available: 2.5)", answer.Refusal);
        Assert.Equal(
            ("12.5", "10", "2.5"),
            (answer.Json.GetProperty("existing_qty").GetString(), answer.Json.GetProperty("held_for_orders").GetString(), answer.Json.GetProperty("available").GetString()));
    }

    [Fact]
    public async Task A_cash_account_may_not_sell_short()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { Opening = new AccountOpening { Cash = 10_000m } });
        var answer = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"AAPL","qty":"1","side":"sell","type":"market","time_in_force":"day"}""");
        Assert.Equal("403 40310000 account is not allowed to short", answer.Refusal);
    }

    [Fact]
    public async Task An_order_that_could_trade_with_ones_own_is_refused()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"150","time_in_force":"gtc"}""");
        var crossing = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"AAPL","qty":"1","side":"sell","type":"market","time_in_force":"day"}""");
        Assert.Equal("403 40310000 potential wash trade detected. use complex orders", crossing.Refusal);
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"sell","type":"limit","limit_price":"250","time_in_force":"gtc"}""");
    }

    [Fact]
    public async Task A_stop_on_the_wrong_side_is_refused_with_the_price()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var answer = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"AAPL","qty":"1","side":"buy","type":"stop","stop_price":"100","time_in_force":"day"}""");
        Assert.Equal("422 42210000 stop price must be greater than current price", answer.Refusal);
        Assert.Equal("100", answer.Json.GetProperty("stop_price").GetString());
        Assert.True(answer.Json.TryGetProperty("market_price", out _));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task An_unknown_order_is_not_found(string method)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        foreach (var id in new[] { "7b08df51-c1ac-453c-99f9-323a5f075f0d", "nonsense" })
        {
            var answer = await alpaca.SendAsync(method, "/v2/orders/" + id, method is "PATCH" ? "{}" : null);
            Assert.Equal($"404 40410000 order not found for {id}", answer.Refusal);
        }
    }

    [Fact]
    public async Task An_unknown_path_is_refused_in_json()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await alpaca.SendAsync("GET", "/v9/nothing")).Status);
        Assert.Equal("404 40410000 endpoint not found.", (await alpaca.SendAsync("GET", "/v9/nothing")).Refusal);
    }
}
