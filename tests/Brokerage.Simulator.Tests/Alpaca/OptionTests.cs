using System.Net;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class OptionTests
{
    [Fact]
    public async Task Contracts_are_listed_in_pages_and_found_by_symbol_and_id()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var page = await alpaca.GetAsync("/v2/options/contracts?underlying_symbols=AAPL&expiration_date_gte=2026-01-01&limit=5");
        Assert.Equal(5, page.GetProperty("option_contracts").GetArrayLength());
        Assert.NotNull(page.GetProperty("next_page_token").GetString());
        var contract = page.GetProperty("option_contracts")[0];
        Assert.Matches(@"^AAPL\d{6}[CP]\d{8}$", Text(contract, "symbol"));
        Assert.Equal("100", Text(contract, "multiplier"));
        Assert.Equal(Text(contract, "symbol"), Text(await alpaca.GetAsync("/v2/options/contracts/" + Text(contract, "id")), "symbol"));

        var calls = await alpaca.GetAsync("/v2/options/contracts?underlying_symbols=AAPL&type=call&expiration_date_gte=2026-01-01&strike_price_gte=190&strike_price_lte=200");
        Assert.All(calls.GetProperty("option_contracts").EnumerateArray(), one => Assert.Equal("call", Text(one, "type")));
        Assert.Equal(HttpStatusCode.NotFound, (await alpaca.SendAsync("GET", "/v2/options/contracts/AAPL990101C00001000")).Status);
    }

    [Fact]
    public async Task A_chain_has_quotes_greeks_and_volatility()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var chain = await alpaca.GetAsync("/v1beta1/options/snapshots/AAPL?type=put&limit=3");
        var snapshot = chain.GetProperty("snapshots").EnumerateObject().First().Value;
        Assert.Contains(chain.GetProperty("snapshots").EnumerateObject(), one =>
            one.Value.TryGetProperty("greeks", out var greeks) && greeks.GetProperty("delta").GetDouble() is < 0 and >= -1);
        Assert.NotNull(chain.GetProperty("next_page_token").GetString());
    }

    [Fact]
    public async Task A_contract_is_bought_in_its_own_spelling()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var (call, _) = await NearAsync(alpaca);
        var order = await alpaca.OrderAsync($$"""{"symbol":"{{call}}","qty":"2","side":"buy","type":"market","time_in_force":"day","position_intent":"buy_to_open"}""");
        Assert.Equal((call, "us_option", "simple", "buy_to_open"), (Text(order, "symbol"), Text(order, "asset_class"), Text(order, "order_class"), Text(order, "position_intent")));
        Assert.Equal("filled", Text(await alpaca.ReadOrderAsync(order), "status"));
        var position = await alpaca.GetAsync("/v2/positions/" + call);
        Assert.Equal(("us_option", "2", ""), (Text(position, "asset_class"), Text(position, "qty"), Text(position, "exchange")));
    }

    [Fact]
    public async Task Several_legs_are_one_order_without_a_symbol()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var (low, high) = await NearAsync(alpaca);
        var order = await alpaca.OrderAsync($$"""
            {"qty":"3","type":"limit","limit_price":"0.01","time_in_force":"day","order_class":"mleg","legs":[
              {"symbol":"{{low}}","ratio_qty":"1","side":"buy","position_intent":"buy_to_open"},
              {"symbol":"{{high}}","ratio_qty":"1","side":"sell","position_intent":"sell_to_open"}]}
            """);
        Assert.Equal(("mleg", "", "", ""), (Text(order, "order_class"), Text(order, "symbol"), Text(order, "side"), Text(order, "asset_class")));
        var legs = order.GetProperty("legs").EnumerateArray().ToList();
        Assert.Equal([low, high], legs.Select(leg => Text(leg, "symbol")));
        Assert.All(legs, leg => Assert.Equal(("", "1", "3"), (Text(leg, "type"), Text(leg, "ratio_qty"), Text(leg, "qty"))));
        Assert.Equal("new", Text(await alpaca.ReadOrderAsync(order), "status"));
        Assert.Equal(Text(order, "id"), Text(await alpaca.GetAsync("/v2/orders/" + Text(legs[1], "id")), "id"));

        var market = await alpaca.OrderAsync($$"""
            {"qty":"1","type":"market","time_in_force":"day","order_class":"mleg","legs":[
              {"symbol":"{{low}}","ratio_qty":"1","side":"buy","position_intent":"buy_to_open"},
              {"symbol":"{{high}}","ratio_qty":"1","side":"sell","position_intent":"sell_to_open"}]}
            """);
        var filled = await alpaca.ReadOrderAsync(market);
        Assert.Equal("filled", Text(filled, "status"));
        Assert.All(filled.GetProperty("legs").EnumerateArray(), leg => Assert.Equal("1", Text(leg, "filled_qty")));
    }

    [Theory]
    [InlineData("stop", "day", "422 40010001 invalid order type for options trading")]
    [InlineData("market", "gtc", "422 42210000 order_time_in_force provided not supported for options trading")]
    public async Task Options_know_fewer_terms(string type, string timeInForce, string refusal)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var (call, _) = await NearAsync(alpaca);
        var stop = type is "stop" ? ",\"stop_price\":\"9\"" : "";
        var answer = await alpaca.SendAsync("POST", "/v2/orders", $$"""{"symbol":"{{call}}","qty":"1","side":"buy","type":"{{type}}","time_in_force":"{{timeInForce}}"{{stop}}}""");
        Assert.Equal(refusal, answer.Refusal);
    }

    /// <summary>Two calls of one expiry, the lower strike first.</summary>
    private static async Task<(string Low, string High)> NearAsync(TestAlpaca alpaca)
    {
        var page = await alpaca.GetAsync("/v2/options/contracts?underlying_symbols=AAPL&type=call&expiration_date_gte=2026-03-10&strike_price_gte=190&strike_price_lte=205");
        var near = page.GetProperty("option_contracts").EnumerateArray().Take(2).Select(one => Text(one, "symbol")!).ToList();
        return (near[0], near[1]);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
